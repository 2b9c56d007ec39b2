// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import io.fairlead.sink.elasticsearch.ElasticsearchConnection.Answer;
import java.io.IOException;
import java.util.Optional;

/**
 * Whether a disk of Elasticsearch is full. A node whose disk passes the flood stage (95 %, unless configured) gives every
 * index with a shard on it the block {@code read_only_allow_delete}, and takes it away when there is room again.
 */
final class FullDisk {
    private static final String BLOCK = "index.blocks.read_only_allow_delete";

    private FullDisk() {}

    /** One sentence that names an index of ours that takes no document; empty when all do, or when nobody can say. */
    static Optional<String> of(ElasticsearchConnection connection, ElasticsearchConfig config) {
        String streams = "logs-*-" + config.namespace();
        try {
            Answer answer = connection.get("/" + streams + "/_settings/" + BLOCK
                    + "?flat_settings=true&ignore_unavailable=true&allow_no_indices=true&expand_wildcards=all");
            if (!answer.ok()) {
                return Optional.empty();
            }
            for (var index : answer.body().properties()) {
                if (index.getValue().path("settings").path(BLOCK).asText().equals("true")) {
                    return Optional.of("a disk of Elasticsearch at " + config.urls() + " is full, so that index "
                            + index.getKey() + " takes no documents (" + BLOCK + "): make room there, by"
                            + " deleting old indices or adding disk; Elasticsearch then takes the block away itself");
                }
            }
            return Optional.empty();
        } catch (IOException away) {
            return Optional.empty();
        }
    }
}
