/** JSON objects of no particular kind. */
@NullMarked
package io.fairlead.enrich.format.json;

import org.jspecify.annotations.NullMarked;
