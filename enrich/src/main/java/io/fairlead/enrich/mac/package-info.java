/** Keyed fingerprints of originals. */
@NullMarked
package io.fairlead.enrich.mac;

import org.jspecify.annotations.NullMarked;
