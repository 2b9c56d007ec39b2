/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.format.kubearmor;

import org.jspecify.annotations.NullMarked;
