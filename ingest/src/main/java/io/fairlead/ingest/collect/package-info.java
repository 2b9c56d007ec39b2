/** Follows log files through rotation and restart. */
@NullMarked
package io.fairlead.ingest.collect;

import org.jspecify.annotations.NullMarked;
