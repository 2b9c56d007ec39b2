/** Tests of enrich. */
@NullMarked
package io.fairlead.enrich;

import org.jspecify.annotations.NullMarked;
