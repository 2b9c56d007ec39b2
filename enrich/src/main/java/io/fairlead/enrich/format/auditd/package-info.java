/** Records of the Linux audit daemon: lines, the events they make up together, and what those mean. */
@NullMarked
package io.fairlead.enrich.format.auditd;

import org.jspecify.annotations.NullMarked;
