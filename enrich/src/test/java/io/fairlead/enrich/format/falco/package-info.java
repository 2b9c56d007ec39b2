/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.format.falco;

import org.jspecify.annotations.NullMarked;
