/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.topology;

import org.jspecify.annotations.NullMarked;
