/** Events that Tetragon exports as JSON. */
@NullMarked
package io.fairlead.enrich.format.tetragon;

import org.jspecify.annotations.NullMarked;
