@NullMarked
package io.fairlead.ingest;

import org.jspecify.annotations.NullMarked;
