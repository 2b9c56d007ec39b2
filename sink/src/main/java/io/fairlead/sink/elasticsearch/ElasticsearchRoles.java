// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.sink.SinkConfig;
import io.fairlead.sink.elasticsearch.ElasticsearchConnection.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes roles in Elasticsearch. Safe to repeat. A role that stands is left alone, whatever it allows: somebody may have meant
 * it so; that it allows something else is told.
 */
public final class ElasticsearchRoles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-]{1,200}\\.json");

    /** What Elasticsearch adds to a role that says nothing of it. */
    private static final Set<String> ADDED = Set.of("metadata", "transient_metadata", "description");

    private final Map<String, JsonNode> roles;

    private ElasticsearchRoles(Map<String, JsonNode> roles) {
        this.roles = roles;
    }

    /**
     * What making the roles would do.
     *
     * @param missing roles that would be made
     * @param different roles that stand and allow something else
     */
    public record Plan(List<String> missing, List<String> different) {
        public Plan {
            missing = List.copyOf(missing);
            different = List.copyOf(different);
        }
    }

    /**
     * Reads a folder of roles, each a file NAME.json with the body of Elasticsearch's own request for it.
     *
     * @throws IOException when the folder cannot be read or a file holds no role, in words for the operator
     */
    public static ElasticsearchRoles read(Path folder) throws IOException {
        Map<String, JsonNode> roles = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (FILE.matcher(name).matches()) {
                    roles.put(name.substring(0, name.length() - ".json".length()), body(file));
                }
            }
        }
        if (roles.isEmpty()) {
            throw new IOException(folder + " holds no role: it takes files NAME.json");
        }
        return new ElasticsearchRoles(roles);
    }

    private static JsonNode body(Path file) throws IOException {
        JsonNode body;
        try {
            body = JSON.readTree(Files.readAllBytes(file));
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
        }
        if (!body.isObject()) {
            throw new IOException(file + " holds no role: it takes an object with cluster and indices");
        }
        return body;
    }

    /**
     * What {@link #apply} would do; changes nothing.
     *
     * @throws IOException when Elasticsearch does not answer or refuses, in words for the operator
     */
    public Plan plan(SinkConfig config) throws IOException {
        List<String> missing = new ArrayList<>();
        List<String> different = new ArrayList<>();
        try (ElasticsearchConnection connection = ElasticsearchConnection.open(config.elasticsearch())) {
            for (Map.Entry<String, JsonNode> role : roles.entrySet()) {
                Optional<JsonNode> stands = find(connection, role.getKey());
                if (stands.isEmpty()) {
                    missing.add(role.getKey());
                } else if (!said(stands.get()).equals(said(role.getValue()))) {
                    different.add(role.getKey());
                }
            }
            return new Plan(missing, different);
        } catch (IOException e) {
            throw failure(config.elasticsearch(), e);
        }
    }

    /**
     * Makes the roles that are missing.
     *
     * @return their names
     * @throws IOException as {@link #plan}
     */
    public List<String> apply(SinkConfig config) throws IOException {
        List<String> missing = plan(config).missing();
        try (ElasticsearchConnection connection = ElasticsearchConnection.open(config.elasticsearch())) {
            for (String name : missing) {
                Answer answer = connection.json("PUT", path(name), String.valueOf(roles.get(name)));
                if (!answer.ok()) {
                    throw new IOException("making role " + name + ": " + answer.reason());
                }
            }
        } catch (IOException e) {
            throw failure(config.elasticsearch(), e);
        }
        return missing;
    }

    private static Optional<JsonNode> find(ElasticsearchConnection connection, String name) throws IOException {
        Answer answer = connection.get(path(name));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.ok()) {
            throw new IOException("reading role " + name + ": " + answer.reason());
        }
        return Optional.of(answer.body().path(name));
    }

    /** What a role says, as a text that does not depend on the order in which it says it. */
    private static String said(JsonNode role) {
        if (role.isArray()) {
            Set<String> elements = new TreeSet<>();
            role.forEach(element -> elements.add(said(element)));
            return elements.toString();
        }
        if (role.isObject()) {
            Map<String, String> fields = new TreeMap<>();
            role.properties().forEach(field -> {
                JsonNode value = field.getValue();
                boolean nothing = value.isContainerNode() ? value.isEmpty() : value.isBoolean() && !value.asBoolean();
                if (!ADDED.contains(field.getKey()) && !nothing) {
                    fields.put(field.getKey(), said(field.getValue()));
                }
            });
            return fields.toString();
        }
        return role.toString();
    }

    private static String path(String name) {
        return "/_security/role/" + name;
    }

    private static IOException failure(ElasticsearchConfig config, IOException e) {
        return new IOException(
                "roles are not made in Elasticsearch at " + config.urls() + ": "
                        + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                        + "; security must be on there, and the login needs the cluster privilege manage_security",
                e);
    }
}
