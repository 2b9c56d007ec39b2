/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.json;

import org.jspecify.annotations.NullMarked;
