/** Replaces secret values before anything leaves the stage; keys, names and kinds stay. */
@NullMarked
package io.fairlead.enrich.redact;

import org.jspecify.annotations.NullMarked;
