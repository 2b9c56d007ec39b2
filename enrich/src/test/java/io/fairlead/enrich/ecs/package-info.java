/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.ecs;

import org.jspecify.annotations.NullMarked;
