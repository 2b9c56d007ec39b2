/** The Kafka Streams topology that hosts the normaliser: raw in, events and dead letters out. */
@NullMarked
package io.fairlead.enrich.topology;

import org.jspecify.annotations.NullMarked;
