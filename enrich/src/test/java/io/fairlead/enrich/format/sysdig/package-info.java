/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.format.sysdig;

import org.jspecify.annotations.NullMarked;
