/** How bytes arrive: the ingest stage. */
@NullMarked
package io.fairlead.ingest;

import org.jspecify.annotations.NullMarked;
