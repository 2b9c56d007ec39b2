/** Tests of Kubernetes audit events. */
@NullMarked
package io.fairlead.enrich.format.kubernetes;

import org.jspecify.annotations.NullMarked;
