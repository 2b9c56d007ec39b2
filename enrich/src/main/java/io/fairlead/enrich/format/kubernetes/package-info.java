/** Audit events of the Kubernetes API server (audit.k8s.io). */
@NullMarked
package io.fairlead.enrich.format.kubernetes;

import org.jspecify.annotations.NullMarked;
