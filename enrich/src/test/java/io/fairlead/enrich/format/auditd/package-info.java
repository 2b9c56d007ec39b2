/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.format.auditd;

import org.jspecify.annotations.NullMarked;
