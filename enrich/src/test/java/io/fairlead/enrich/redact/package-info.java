/** Tests of the package of this name. */
@NullMarked
package io.fairlead.enrich.redact;

import org.jspecify.annotations.NullMarked;
