@NullMarked
package io.fairlead.ingest.kafka;

import org.jspecify.annotations.NullMarked;
