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
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the templates. Safe to repeat and to run from several places at once: a template whose hash is already there
 * is left alone. Data streams are not created here; the first document does it. A changed template holds from a data
 * stream's next backing index on. While a template of another owner stands before one of ours, nothing is installed.
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

    /**
     * What {@link #apply} would do; changes nothing.
     *
     * @throws IOException as {@link #apply}
     */
    public static TemplatePlan plan(SinkConfig config) throws IOException {
        ElasticsearchConfig settings = config.elasticsearch();
        List<String> missing = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        try (ElasticsearchConnection connection = ElasticsearchConnection.open(settings)) {
            List<ElasticsearchTemplate> templates = templates(settings);
            for (ElasticsearchTemplate template : templates) {
                Optional<JsonNode> installed = find(connection, template);
                if (installed.isEmpty()) {
                    missing.add(template.name());
                } else if (!isCurrent(installed.get(), template)) {
                    changed.add(template.name());
                    Retention.shortened(template, installed.get()).ifPresent(losses::add);
                }
            }
            return new TemplatePlan(missing, changed, TemplateOwners.inTheWay(connection, templates), losses);
        } catch (IOException e) {
            throw failure(settings, e);
        }
    }

    /**
     * Why Elasticsearch cannot be used until somebody mends it: it does not know the login or does not allow it what the sink
     * does, a template of another owner stands in the way, or a disk is full. Empty when it can, and when it does not answer:
     * then the sink waits for it.
     */
    public static Optional<String> fault(ElasticsearchConfig config) {
        try (ElasticsearchConnection connection = ElasticsearchConnection.open(config)) {
            Answer answer = connection.get("/_cluster/health?filter_path=status");
            if (answer.status() == 401) {
                return Optional.of("Elasticsearch at " + config.urls() + " does not know the login (" + answer.reason()
                        + "); check sink.elasticsearch.user and password, or api-key");
            }
            Optional<String> missing =
                    answer.ok() || answer.status() == 403 ? Privileges.missing(connection, config) : Optional.empty();
            if (missing.isPresent()) {
                return missing;
            }
            if (answer.ok()) {
                return TemplateOwners.inTheWay(connection, templates(config)).stream()
                        .findFirst()
                        .or(() -> FullDisk.of(connection, config));
            }
            return Optional.empty();
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    static List<String> install(ElasticsearchConfig config) throws IOException {
        List<String> changed = new ArrayList<>();
        try (ElasticsearchConnection connection = ElasticsearchConnection.open(config)) {
            List<ElasticsearchTemplate> templates = templates(config);
            List<String> faults = TemplateOwners.inTheWay(connection, templates);
            if (!faults.isEmpty()) {
                throw new IOException(String.join("; ", faults));
            }
            for (ElasticsearchTemplate template : templates) {
                Optional<JsonNode> installed = find(connection, template);
                if (installed.isEmpty() || !isCurrent(installed.get(), template)) {
                    put(connection, template);
                    changed.add(template.name());
                }
            }
        } catch (IOException e) {
            throw failure(config, e);
        }
        if (!changed.isEmpty()) {
            LOG.info("installed Elasticsearch templates: {}", String.join(", ", changed));
        }
        return changed;
    }

    private static IOException failure(ElasticsearchConfig config, IOException e) {
        return new IOException(
                "templates are not installed in Elasticsearch at " + config.urls() + ": "
                        + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                e);
    }

    private static List<ElasticsearchTemplate> templates(ElasticsearchConfig config) {
        return ElasticsearchTemplates.all(config.replicas(), config.retention());
    }

    /** The template as it is installed. */
    private static Optional<JsonNode> find(ElasticsearchConnection connection, ElasticsearchTemplate template)
            throws IOException {
        Answer answer = connection.get(template.path());
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.ok()) {
            throw new IOException("reading template " + template.name() + ": " + answer.reason());
        }
        for (JsonNode entry : answer.body().path(template.kind().list())) {
            return Optional.of(entry.path(template.kind().item()));
        }
        return Optional.empty();
    }

    private static boolean isCurrent(JsonNode installed, ElasticsearchTemplate template) {
        return installed.path("_meta").path("hash").asText().equals(template.hash());
    }

    private static void put(ElasticsearchConnection connection, ElasticsearchTemplate template) throws IOException {
        Answer answer = connection.json("PUT", template.path(), template.body());
        if (!answer.ok()) {
            throw new IOException("putting template " + template.name() + ": " + answer.reason());
        }
    }
}
