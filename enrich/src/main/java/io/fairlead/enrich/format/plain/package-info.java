/** Lines of text. */
@NullMarked
package io.fairlead.enrich.format.plain;

import org.jspecify.annotations.NullMarked;
