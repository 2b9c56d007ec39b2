// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where an agent read a line, by what it wrote beside it.
 *
 * @param attributes the pod, by the names that a collector of ours gives them
 * @param texts what a document says of the place besides, by its paths
 * @param bodies labels and annotations, by their paths
 * @param offset where in the file, or an empty text
 * @param readAt when, RFC 3339, or an empty text
 * @param rest all else, as the agent wrote it
 */
public record AgentPlace(
        Map<String, String> attributes,
        SortedMap<String, String> texts,
        SortedMap<String, JsonNode> bodies,
        String offset,
        String readAt,
        ObjectNode rest) {
    private static final List<String> STAMPS = List.of("@timestamp", "timestamp", "time");

    private static final SortedMap<String, List<String>> ATTRIBUTES = new TreeMap<>(Map.of(
            "k8s.namespace",
            List.of("kubernetes.namespace", "kubernetes.namespace_name", "kubernetes.pod_namespace"),
            "k8s.pod",
            List.of("kubernetes.pod.name", "kubernetes.pod_name"),
            "k8s.pod_uid",
            List.of("kubernetes.pod.uid", "kubernetes.pod_id", "kubernetes.pod_uid"),
            "k8s.container",
            List.of("kubernetes.container.name", "kubernetes.container_name")));

    private static final SortedMap<String, List<String>> TEXTS = new TreeMap<>(Map.of(
            "kubernetes.node.name",
            List.of("kubernetes.node.name", "kubernetes.host", "kubernetes.pod_node_name"),
            "container.id",
            List.of("container.id", "kubernetes.docker_id", "kubernetes.container_id", "docker.container_id"),
            "container.image.name",
            List.of("container.image.name", "kubernetes.container_image"),
            "container.runtime",
            List.of("container.runtime"),
            "host.name",
            List.of("host.name", "host.hostname", "host", "hostname"),
            "log.file.path",
            List.of("log.file.path", "file", "filename", "path"),
            "stream",
            List.of("stream")));

    private static final SortedMap<String, List<String>> BODIES = new TreeMap<>(Map.of(
            "kubernetes.labels", List.of("kubernetes.labels", "kubernetes.pod_labels"),
            "kubernetes.annotations", List.of("kubernetes.annotations", "kubernetes.pod_annotations"),
            "kubernetes.namespace_labels", List.of("kubernetes.namespace_labels")));

    /** What is told by an agent's record, from which the line and what is secret are taken out. */
    static AgentPlace of(ObjectNode record) {
        Fields fields = new Fields(record);
        Set<String> told = new LinkedHashSet<>(STAMPS);
        told.addAll(List.of("date", "log.offset"));
        SortedMap<String, JsonNode> bodies = new TreeMap<>();
        BODIES.forEach((to, from) -> from.stream()
                .filter(path -> fields.at(path).isObject())
                .forEach(path -> {
                    bodies.put(to, fields.at(path));
                    told.add(path);
                }));
        return new AgentPlace(
                texts(fields, ATTRIBUTES, told),
                texts(fields, TEXTS, told),
                bodies,
                fields.text("log.offset"),
                stamp(fields),
                Fields.without(record, told));
    }

    private static SortedMap<String, String> texts(
            Fields fields, SortedMap<String, List<String>> paths, Set<String> told) {
        SortedMap<String, String> texts = new TreeMap<>();
        paths.forEach((to, from) -> {
            for (String path : from) {
                String text = fields.text(path);
                if (!text.isEmpty() && texts.putIfAbsent(to, text) == null) {
                    told.add(path);
                }
            }
        });
        return texts;
    }

    private static String stamp(Fields fields) {
        String written = fields.text(STAMPS.toArray(String[]::new));
        return written.isEmpty() ? UnixTime.seconds(fields.at("date")) : written;
    }

    /** A line with its place: what a collector of ours knows of that counts more than what the record says. */
    public Source of(Source line) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        all.putAll(line.attributes());
        return line.withPlace(all, readAt);
    }

    /** Tells the rest of it in the line's document. */
    public void write(EcsDocument document) {
        boolean ours = !document.get("log.file.path").isEmpty();
        texts.forEach(document::textIfAbsent);
        bodies.forEach((path, body) -> document.node(path, Flattened.of(FieldNames.repaired(body))));
        if (!ours) {
            WholeNumber.of(offset).ifPresent(number -> document.number("log.offset", number));
        }
        if (!rest.isEmpty()) {
            document.node("attributes.envelope", Flattened.of(FieldNames.repaired(rest)));
        }
    }
}
