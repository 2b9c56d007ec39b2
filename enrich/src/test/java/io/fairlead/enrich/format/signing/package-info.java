/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.format.signing;

import org.jspecify.annotations.NullMarked;
