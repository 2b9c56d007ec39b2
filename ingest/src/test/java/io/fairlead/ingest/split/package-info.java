@NullMarked
package io.fairlead.ingest.split;

import org.jspecify.annotations.NullMarked;
