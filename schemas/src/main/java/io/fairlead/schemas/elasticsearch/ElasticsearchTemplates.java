// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.elasticsearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplate.Kind;
import io.fairlead.schemas.identity.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The templates behind every data stream {@code logs-<dataset>-<namespace>} that Fairlead writes.
 *
 * <p>What they promise: fields of the Elastic Common Schema (9.x) and every path of the Kubernetes audit event that known
 * detection rules read are typed; whatever else a document holds is kept in {@code _source} and not indexed, so that no
 * sender can make the mapping grow ({@code dynamic: false}). Strings above 8,191 characters are stored and not indexed,
 * numbers, dates, booleans and addresses that cannot be read are left out ({@code ignore_malformed}): neither rejects the
 * document. What still rejects one is a JSON shape that contradicts the mapping (an object where a value is typed, a value
 * where an object is), an empty key beside typed fields, and a missing or unreadable {@code @timestamp}: whoever writes
 * documents sees to these.
 *
 * <p>{@code index.mode} is {@code standard}, because Elasticsearch 9 would otherwise apply {@code logsdb} to
 * {@code logs-*-*}, whose synthetic source does not give the written bytes back. {@code @timestamp} is {@code date} and not
 * {@code date_nanos}: the latter refuses everything before 1970 and after 2262, and a sender's broken clock must not cost
 * the event. Order within a millisecond is kept in {@code _source}. Only field types that every Elasticsearch 9 has are
 * used: no {@code wildcard}, {@code constant_keyword} or {@code match_only_text}.
 */
public final class ElasticsearchTemplates {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One index template a line; its own file says which datasets it is for and of which components it is composed. */
    private static final List<String> INDEXES = List.of(
            "fairlead-kubernetes-audit",
            "fairlead-falco",
            "fairlead-auditd",
            "fairlead-tetragon",
            "fairlead-cloudtrail",
            "fairlead-gcp-audit",
            "fairlead-okta",
            "fairlead-github",
            "fairlead-vault",
            "fairlead-docker",
            "fairlead-kubernetes-event",
            "fairlead-distribution",
            "fairlead-access",
            "fairlead-finding",
            "fairlead-posture",
            "fairlead-policy",
            "fairlead-signing",
            "fairlead-supply-chain",
            "fairlead-azure-platform",
            "fairlead-component",
            "fairlead-hubble",
            "fairlead-kubearmor",
            "fairlead-monitoring",
            "fairlead-portworx",
            "fairlead-registry",
            "fairlead-sysdig",
            "fairlead-system-auth",
            "fairlead-system-syslog",
            "fairlead-container",
            "fairlead-generic",
            "fairlead-alerts",
            "fairlead-replay",
            "fairlead-gaps");

    private ElasticsearchTemplates() {}

    /** The datasets that have a template; a document of any other is refused by the sink. */
    public static List<String> datasets() {
        return INDEXES.stream()
                .flatMap(name -> strings(name, "index_patterns").stream())
                .map(ElasticsearchTemplates::dataset)
                .toList();
    }

    /**
     * The templates in the order in which they must be put: parts before what is composed of them.
     *
     * @param replicas copies of each shard beside the first; 0 for one node
     * @param retention how long documents stay, at least an hour
     */
    public static List<ElasticsearchTemplate> all(int replicas, Duration retention) {
        if (replicas < 0 || retention.toHours() < 1) {
            throw new IllegalArgumentException(
                    "replicas must not be negative and retention at least 1h, not " + replicas + " and " + retention);
        }
        List<ElasticsearchTemplate> templates = new ArrayList<>();
        for (String name : components()) {
            templates.add(template(Kind.COMPONENT, name, name + ".component.json", replicas, retention));
        }
        for (String name : INDEXES) {
            templates.add(template(Kind.INDEX, name, name + ".index.json", replicas, retention));
        }
        return List.copyOf(templates);
    }

    private static Set<String> components() {
        return INDEXES.stream()
                .flatMap(name -> strings(name, "composed_of").stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The dataset of a pattern {@code logs-<dataset>-*}. */
    private static String dataset(String pattern) {
        if (!pattern.startsWith("logs-") || !pattern.endsWith("-*")) {
            throw new IllegalStateException("not a pattern of the form logs-<dataset>-*: " + pattern);
        }
        return pattern.substring("logs-".length(), pattern.length() - "-*".length());
    }

    private static List<String> strings(String index, String key) {
        try {
            List<String> values = new ArrayList<>();
            JSON.readTree(read(index + ".index.json")).path(key).forEach(value -> values.add(value.asText()));
            return values;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("elasticsearch/" + index + ".index.json is no JSON", e);
        }
    }

    private static ElasticsearchTemplate template(
            Kind kind, String name, String resource, int replicas, Duration retention) {
        String text = read(resource)
                .replace("\"${replicas}\"", String.valueOf(replicas))
                .replace("${retention}", retention.toHours() + "h");
        String hash = Identity.hash(text);
        return new ElasticsearchTemplate(kind, name, hash, text.replace("${hash}", hash));
    }

    private static String read(String resource) {
        try (InputStream in = ElasticsearchTemplates.class.getResourceAsStream("/elasticsearch/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: elasticsearch/" + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read elasticsearch/" + resource, e);
        }
    }
}
