/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.ocsf;

import org.jspecify.annotations.NullMarked;
