/** What the bytes mean: raw records in, ECS events out. Pure; only {@code topology} knows Kafka Streams. */
@NullMarked
package io.fairlead.enrich;

import org.jspecify.annotations.NullMarked;
