/** Cuts a stream of bytes into items without understanding them. Pure Java. */
@NullMarked
package io.fairlead.ingest.split;

import org.jspecify.annotations.NullMarked;
