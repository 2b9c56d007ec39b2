// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplate;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplates;
import io.fairlead.sink.SinkConfig;
import io.fairlead.sink.elasticsearch.ElasticsearchConnection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the templates. Safe to repeat and to run from several places at once: a template whose hash is already there
 * is left alone. Data streams are not created here; the first document does it. A changed template holds from a data
 * stream's next backing index on.
 */
public final class ElasticsearchSetup {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchSetup.class);

    private ElasticsearchSetup() {}

    /**
     * Installs what is missing or of another release.
     *
     * @return names of the templates that were put, in order; empty when all was there
     * @throws IOException when Elasticsearch does not answer or refuses, in words for the operator
     */
    public static List<String> apply(SinkConfig config) throws IOException {
        return install(config.elasticsearch());
    }

    static List<String> install(ElasticsearchConfig config) throws IOException {
        List<String> changed = new ArrayList<>();
        try (ElasticsearchConnection connection = ElasticsearchConnection.open(config)) {
            for (ElasticsearchTemplate template : ElasticsearchTemplates.all(config.replicas(), config.retention())) {
                if (!installed(connection, template)) {
                    put(connection, template);
                    changed.add(template.name());
                }
            }
        } catch (IOException e) {
            throw new IOException(
                    "templates are not installed in Elasticsearch at " + config.urls() + ": "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    e);
        }
        if (!changed.isEmpty()) {
            LOG.info("installed Elasticsearch templates: {}", String.join(", ", changed));
        }
        return changed;
    }

    private static boolean installed(ElasticsearchConnection connection, ElasticsearchTemplate template)
            throws IOException {
        Answer answer = connection.get(template.path());
        if (answer.status() == 404) {
            return false;
        }
        if (!answer.ok()) {
            throw new IOException("reading template " + template.name() + ": " + answer.reason());
        }
        for (JsonNode entry : answer.body().path(template.kind().list())) {
            JsonNode hash = entry.path(template.kind().item()).path("_meta").path("hash");
            if (hash.asText().equals(template.hash())) {
                return true;
            }
        }
        return false;
    }

    private static void put(ElasticsearchConnection connection, ElasticsearchTemplate template) throws IOException {
        Answer answer = connection.json("PUT", template.path(), template.body());
        if (!answer.ok()) {
            throw new IOException("putting template " + template.name() + ": " + answer.reason());
        }
    }
}
