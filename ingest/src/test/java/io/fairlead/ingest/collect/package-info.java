@NullMarked
package io.fairlead.ingest.collect;

import org.jspecify.annotations.NullMarked;
