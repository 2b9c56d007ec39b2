/** Building ECS documents that Elasticsearch never refuses. */
@NullMarked
package io.fairlead.enrich.ecs;

import org.jspecify.annotations.NullMarked;
