/** Strict, bounded JSON: bytes to a tree and back. */
@NullMarked
package io.fairlead.enrich.json;

import org.jspecify.annotations.NullMarked;
