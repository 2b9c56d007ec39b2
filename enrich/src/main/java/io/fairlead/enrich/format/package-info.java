/** How bytes are written: one format a class, found through the service loader. */
@NullMarked
package io.fairlead.enrich.format;

import org.jspecify.annotations.NullMarked;
