/** Audit logs of clouds, identity providers and code hosts. */
@NullMarked
package io.fairlead.enrich.format.cloud;

import org.jspecify.annotations.NullMarked;
