// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.sink.elasticsearch.ElasticsearchConnection.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds documents that already lie in an older backing index of their data stream, because {@code _id} is unique per
 * backing index only.
 *
 * <p>A document cannot have been indexed before it happened. So only indices are asked that were still written to after
 * the document's own time or receipt, whichever is earlier, less the lookback: for what arrives now that is none but the
 * write index, except for the lookback's length after a rollover. The lookback covers senders whose clock is ahead, and
 * resends of records that have no time of their own. Look-ups are real-time gets, so they see what no refresh has shown
 * yet.
 *
 * <p>A rollover between the look-up and the bulk request is noticed by the index each document landed in: when that is
 * not the one that was taken for the write index, the indices between are asked once more, and a copy that was made too
 * much is deleted again. A login that may add and not delete leaves such copies, which are counted; from then on the write
 * index is asked for before every bulk request, so that hardly a rollover is missed. One case is left: two members of the
 * group that write the same record at the moment of a rollover while the group is being rebalanced, when the earlier
 * request reaches the old index after the later one looked there. Not thread-safe.
 */
final class OlderCopies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FRESH = Duration.ofSeconds(30);

    private record Known(BackingIndices indices, long readAt) {}

    private final ElasticsearchConnection connection;
    private final Duration lookback;
    private final Map<String, Known> known = new HashMap<>();
    private boolean mayDelete = true;

    /**
     * What became of copies that were made too much.
     *
     * @param deleted how many were deleted again
     * @param left how many were not, because the login may not delete
     */
    record Repaired(int deleted, int left) {}

    OlderCopies(ElasticsearchConnection connection, Duration lookback) {
        this.connection = connection;
        this.lookback = lookback;
    }

    /** The index taken for the write index of a stream; an empty name when there is none yet. */
    String write(String stream) {
        Known entry = known.get(stream);
        return entry == null ? "" : entry.indices().write();
    }

    /** Those of the documents that already lie in an older index. */
    Set<Document> among(List<Document> documents) throws IOException {
        Map<String, List<Document>> byIndex = new LinkedHashMap<>();
        for (Document document : documents) {
            BackingIndices indices = indices(document.stream());
            for (String index : indices.olderSince(document.happened() - lookback.toMillis())) {
                byIndex.computeIfAbsent(index, key -> new ArrayList<>()).add(document);
            }
        }
        Set<Document> found = new HashSet<>();
        for (Map.Entry<String, List<Document>> entry : byIndex.entrySet()) {
            Set<String> ids = present(entry.getKey(), entry.getValue());
            entry.getValue().stream()
                    .filter(document -> ids.contains(document.id()))
                    .forEach(found::add);
        }
        return found;
    }

    /**
     * Deletes those just created copies that turn out to have an older one, after a rollover came between.
     *
     * @param landed the documents by the index they were created in, all of one stream
     * @param assumed the index taken for the write index when older copies were looked for
     */
    Repaired repair(String stream, Map<String, List<Document>> landed, String assumed) throws IOException {
        known.remove(stream);
        BackingIndices indices = indices(stream);
        Set<String> asked = new HashSet<>(indices.contains(assumed) ? indices.olderThan(assumed) : List.of());
        int deleted = 0;
        int left = 0;
        for (Map.Entry<String, List<Document>> entry : landed.entrySet()) {
            Set<String> copies = new HashSet<>();
            for (String older : indices.olderThan(entry.getKey())) {
                if (!asked.contains(older)) {
                    copies.addAll(present(older, entry.getValue()));
                }
            }
            for (String id : copies) {
                if (delete(entry.getKey(), id)) {
                    deleted++;
                } else {
                    left++;
                }
            }
        }
        return new Repaired(deleted, left);
    }

    private BackingIndices indices(String stream) throws IOException {
        Known entry = known.get(stream);
        if (entry == null || !mayDelete || System.nanoTime() - entry.readAt() > FRESH.toNanos()) {
            entry = new Known(BackingIndices.read(connection, stream), System.nanoTime());
            known.put(stream, entry);
        }
        return entry.indices();
    }

    private Set<String> present(String index, Collection<Document> documents) throws IOException {
        var ids = JSON.createObjectNode();
        var array = ids.putArray("ids");
        documents.forEach(document -> array.add(document.id()));
        Answer answer = connection.json(
                "POST", "/" + index + "/_mget?_source=false&filter_path=docs.found,docs._id", ids.toString());
        if (answer.status() == 404) { // deleted by retention meanwhile
            return Set.of();
        }
        if (!answer.ok()) {
            throw new IOException("cannot look for older copies in " + index + ": " + answer.reason());
        }
        Set<String> present = new HashSet<>();
        for (JsonNode entry : answer.body().path("docs")) {
            if (entry.path("found").asBoolean()) {
                present.add(entry.path("_id").asText());
            }
        }
        return present;
    }

    /** Whether it is gone; not when the login may not delete, which asking again would not change. */
    private boolean delete(String index, String id) throws IOException {
        Answer answer = connection.send(
                "DELETE",
                "/" + index + "/_doc/"
                        + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"),
                null,
                ElasticsearchConnection.NDJSON);
        if (answer.status() == 403) {
            mayDelete = false;
            return false;
        }
        if (!answer.ok() && answer.status() != 404) {
            throw new IOException("cannot delete a second copy from " + index + ": " + answer.reason());
        }
        return true;
    }
}
