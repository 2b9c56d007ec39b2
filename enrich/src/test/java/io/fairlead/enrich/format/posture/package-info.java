/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.format.posture;

import org.jspecify.annotations.NullMarked;
