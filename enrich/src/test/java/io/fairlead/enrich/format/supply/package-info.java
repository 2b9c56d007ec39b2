/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.format.supply;

import org.jspecify.annotations.NullMarked;
