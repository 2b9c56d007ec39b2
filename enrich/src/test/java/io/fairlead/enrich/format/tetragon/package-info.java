/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.format.tetragon;

import org.jspecify.annotations.NullMarked;
