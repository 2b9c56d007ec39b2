// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplate.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ElasticsearchTemplatesTest {
    private static final Set<String> TYPES = Set.of(
            "keyword",
            "text",
            "long",
            "float",
            "double",
            "boolean",
            "date",
            "ip",
            "flattened",
            "nested",
            "object",
            "geo_point");

    private final List<ElasticsearchTemplate> templates = ElasticsearchTemplates.all(2, Duration.ofDays(7));

    private static JsonNode json(ElasticsearchTemplate template) throws Exception {
        return new ObjectMapper().readTree(template.body());
    }

    @Test
    void parts_come_before_what_is_composed_of_them() throws Exception {
        Set<String> parts = new HashSet<>();
        for (ElasticsearchTemplate template : templates) {
            JsonNode body = json(template);
            if (template.kind() == Kind.COMPONENT) {
                parts.add(template.name());
            }
            for (JsonNode part : body.path("composed_of")) {
                assertThat(parts).contains(part.asText());
            }
            assertThat(body.at("/_meta/hash").asText()).isEqualTo(template.hash());
            assertThat(template.body()).doesNotContain("${");
        }
        assertThat(templates).extracting(ElasticsearchTemplate::path).doesNotHaveDuplicates();
    }

    @Test
    void index_templates_win_over_the_distributions_own_and_cover_the_datasets() throws Exception {
        List<String> patterns = new ArrayList<>();
        for (ElasticsearchTemplate template : templates) {
            if (template.kind() == Kind.INDEX) {
                JsonNode body = json(template);
                assertThat(body.path("priority").asInt()).isGreaterThan(200);
                assertThat(body.path("data_stream").isObject()).isTrue();
                body.path("index_patterns").forEach(pattern -> patterns.add(pattern.asText()));
            }
        }
        assertThat(patterns)
                .containsExactlyInAnyOrderElementsOf(ElasticsearchTemplates.datasets().stream()
                        .map(dataset -> "logs-" + dataset + "-*")
                        .toList());
    }

    @Test
    void settings_are_filled_in() throws Exception {
        JsonNode settings = json(templates.getFirst()).path("template");
        assertThat(settings.at("/settings/index/number_of_replicas").asInt()).isEqualTo(2);
        assertThat(settings.at("/settings/index/mode").asText()).isEqualTo("standard");
        assertThat(settings.at("/settings/index/refresh_interval").asText()).isEqualTo("1s");
        assertThat(settings.at("/lifecycle/data_retention").asText()).isEqualTo("168h");
        assertThat(settings.at("/mappings/dynamic").asBoolean(true)).isFalse();
        assertThat(ElasticsearchTemplates.all(1, Duration.ofDays(7)).getFirst().hash())
                .isNotEqualTo(templates.getFirst().hash());
    }

    @Test
    void only_types_that_every_elasticsearch_has_are_used() throws Exception {
        for (ElasticsearchTemplate template : templates) {
            if (template.kind() == Kind.COMPONENT) {
                check(template.name(), json(template).at("/template/mappings"));
            }
        }
    }

    private static void check(String path, JsonNode field) {
        if (field.has("type") && field.path("type").isTextual()) {
            assertThat(TYPES).as(path).contains(field.path("type").asText());
            if (field.path("type").asText().equals("keyword")
                    && field.path("index").asBoolean(true)) {
                // 8191 characters of up to 4 bytes are the longest term Lucene takes
                assertThat(field.path("ignore_above").asInt(Integer.MAX_VALUE))
                        .as(path)
                        .isLessThanOrEqualTo(8191);
            }
        }
        field.path("properties").properties().forEach(child -> check(path + "." + child.getKey(), child.getValue()));
    }

    @Test
    void bad_settings_are_refused() {
        assertThatThrownBy(() -> ElasticsearchTemplates.all(-1, Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ElasticsearchTemplates.all(0, Duration.ofMinutes(59)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void names_of_data_streams_are_checked() {
        assertThat(new DataStream("kubernetes.audit_logs", "default").name())
                .isEqualTo("logs-kubernetes.audit_logs-default");
        for (String wrong :
                List.of("", "A", "a-b", "../x", "a..b", "a/b", "a*", "_x", ".x", "a b", "é", "a,b", "x".repeat(101))) {
            assertThat(DataStream.of(wrong, "default")).as(wrong).isEmpty();
            assertThat(DataStream.of("a", wrong)).as(wrong).isEmpty();
        }
    }
}
