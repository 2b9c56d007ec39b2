/** Syslog and the journal of systemd, and what the programs that let people in say there. */
@NullMarked
package io.fairlead.enrich.format.syslog;

import org.jspecify.annotations.NullMarked;
