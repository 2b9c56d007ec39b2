// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.sink.elasticsearch.ElasticsearchConnection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The backing indices of a data stream, oldest first; the last is written to.
 *
 * @param indices oldest first; empty when the data stream does not exist yet
 */
record BackingIndices(List<BackingIndex> indices) {
    BackingIndices {
        indices = List.copyOf(indices);
    }

    /** Reads them by their settings, which every Elasticsearch answers for a data stream's name. */
    static BackingIndices read(ElasticsearchConnection connection, String stream) throws IOException {
        Answer answer = connection.get("/" + stream + "/_settings/index.creation_date");
        if (answer.status() == 404) {
            return new BackingIndices(List.of());
        }
        if (!answer.ok()) {
            throw new IOException("cannot list the backing indices of " + stream + ": " + answer.reason());
        }
        List<BackingIndex> found = new ArrayList<>();
        for (var entry : answer.body().properties()) {
            JsonNode date = entry.getValue().path("settings").path("index").path("creation_date");
            found.add(new BackingIndex(entry.getKey(), date.asLong()));
        }
        found.sort(Comparator.comparingLong(BackingIndex::created).thenComparing(BackingIndex::name));
        return new BackingIndices(found);
    }

    /** The index written to; an empty name when there is none. */
    String write() {
        return indices.isEmpty() ? "" : indices.getLast().name();
    }

    /**
     * The older indices in which a document may already lie that cannot have been indexed before the given moment: those
     * that were still written to after it.
     */
    List<String> olderSince(long moment) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i + 1 < indices.size(); i++) {
            long end = indices.get(i + 1).created();
            if (end >= moment) {
                names.add(indices.get(i).name());
            }
        }
        return names;
    }

    /** The indices older than the named one, which itself is excluded; all when it is not among them. */
    List<String> olderThan(String name) {
        List<String> names = new ArrayList<>();
        for (BackingIndex index : indices) {
            if (index.name().equals(name)) {
                break;
            }
            names.add(index.name());
        }
        return names;
    }

    boolean contains(String name) {
        return indices.stream().anyMatch(index -> index.name().equals(name));
    }
}
