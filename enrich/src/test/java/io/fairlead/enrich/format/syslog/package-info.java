/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.format.syslog;

import org.jspecify.annotations.NullMarked;
