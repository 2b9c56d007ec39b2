// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.sink.elasticsearch.ElasticsearchConnection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a login that Elasticsearch knows may do what the sink cannot do without. */
final class Privileges {
    static final List<String> CLUSTER = List.of("monitor", "manage_index_templates");
    static final List<String> INDEX = List.of("create_doc", "auto_configure", "read", "view_index_metadata");

    private Privileges() {}

    /** One sentence that names what the login may not; empty when it may all, or when nobody can say: without security. */
    static Optional<String> missing(ElasticsearchConnection connection, ElasticsearchConfig config) throws IOException {
        String streams = "logs-*-" + config.namespace();
        Answer answer = connection.json("POST", "/_security/user/_has_privileges", question(streams));
        if (!answer.ok()) {
            return Optional.empty();
        }
        JsonNode body = answer.body();
        List<String> missing = new ArrayList<>(denied(body.path("cluster"), CLUSTER, ""));
        missing.addAll(denied(body.path("index").path(streams), INDEX, " on " + streams));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("Elasticsearch at " + config.urls() + " knows the login and does not allow it "
                        + String.join(", ", missing) + ": give it the role of"
                        + " deploy/elasticsearch/roles/fairlead_sink.json (fairlead setup --elasticsearch-roles makes"
                        + " it)");
    }

    private static List<String> denied(JsonNode answers, List<String> privileges, String where) {
        return privileges.stream()
                .filter(privilege -> !answers.path(privilege).asBoolean(true))
                .map(privilege -> privilege + where)
                .toList();
    }

    private static String question(String streams) {
        return "{\"cluster\":" + list(CLUSTER) + ",\"index\":[{\"names\":[\"" + streams + "\"],\"privileges\":"
                + list(INDEX) + "}]}";
    }

    private static String list(List<String> names) {
        return "[\"" + String.join("\",\"", names) + "\"]";
    }
}
