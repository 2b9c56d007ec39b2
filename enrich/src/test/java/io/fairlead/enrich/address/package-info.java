/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.address;

import org.jspecify.annotations.NullMarked;
