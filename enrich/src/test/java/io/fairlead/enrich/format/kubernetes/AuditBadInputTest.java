// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.Rejected;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.Event;
import io.fairlead.testkit.EventChecks;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditBadInputTest {
    static Stream<Consumer<ObjectNode>> wrongKinds() {
        return Stream.of(
                event -> event.put("kind", "Secret"),
                event -> event.put("kind", 5),
                event -> event.put("apiVersion", "v1"),
                event -> event.remove("auditID"),
                event -> event.put("auditID", 7),
                event -> event.remove("stage"),
                event -> event.put("stage", "Done"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"user\":\"password=hunter2\"",
                "\"impersonatedUser\":[\"password=hunter2\"]",
                "\"objectRef\":\"password=hunter2\"",
                "\"requestURI\":{\"x\":\"password=hunter2\"}",
            })
    void whatHasTheWrongTypeHoldsNoSecretEither(String field) {
        String event = "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"auditID\":\"a\",\"stage\":\"Panic\","
                + field + "}";

        assertThat(TestNormalizer.document("kubernetes.audit", event).toString())
                .doesNotContain("hunter2")
                .contains("[redacted:password]");
    }

    @ParameterizedTest
    @MethodSource("wrongKinds")
    void whatIsNoAuditEventIsRejected(Consumer<ObjectNode> change) {
        Rejected rejected = rejected(Audit.with(change));

        assertThat(rejected.code()).isEqualTo(DeadLetterCode.SCHEMA);
        assertThat(rejected.message()).startsWith("not an audit event: ");
        assertThat(rejected.excerpt()).startsWith("{");
    }

    @Test
    void excerptsOfRejectedRecordsAreRedacted() {
        Rejected rejected = rejected("{\"kind\":\"Secret\",\"data\":{\"k\":\"c2VjcmV0\"},\"token\":\"abc\"}");

        assertThat(rejected.excerpt())
                .isEqualTo("{\"kind\":\"Secret\",\"data\":{\"k\":\"[redacted:secret-data]\"},"
                        + "\"token\":\"[redacted:token]\"}");
    }

    @Test
    void olderVersionsAndItemsOfListsAreUnderstood() {
        assertThat(Audit.event(event -> event.put("apiVersion", "audit.k8s.io/v1beta1"))
                        .getId())
                .isNotBlank();
        assertThat(Audit.event(event -> event.remove(java.util.List.of("kind", "apiVersion")))
                        .getId())
                .isNotBlank();
    }

    @Test
    void brokenJsonHasNoExcerpt() {
        Rejected rejected = rejected("{\"kind\":\"Event\",\"data\":{\"password\":\"hunter2");

        assertThat(rejected.code()).isEqualTo(DeadLetterCode.PARSE);
        assertThat(rejected.excerpt()).isEmpty();
        assertThat(rejected.message()).doesNotContain("hunter2");
    }

    @Test
    void deepNestingIsALimit() {
        String deep = "{\"a\":".repeat(1001) + "1" + "}".repeat(1001);
        Rejected rejected = rejected(deep);

        assertThat(rejected.code()).isEqualTo(DeadLetterCode.LIMIT);
        assertThat(rejected.message()).isEqualTo("nested deeper than 96 levels");
    }

    @Test
    void duplicateKeysAreFlaggedAndTheLastOneStands() {
        String record = Audit.with(any -> {}).replaceFirst("\\{", "{\"verb\":\"delete\",");
        JsonNode document = TestNormalizer.document(Audit.FORMAT, record);

        assertThat(document.at("/tags/0").asText()).isEqualTo("duplicate_key");
        assertThat(document.at("/event/action").asText()).isEqualTo("get");
    }

    @Test
    void aStampFarInTheFutureStaysAndIsTagged() {
        Event event = Audit.event(change -> change.put("stageTimestamp", "2099-01-01T00:00:00.000001Z"));
        JsonNode document = EventChecks.document(event);

        assertThat(document.at("/@timestamp").asText()).isEqualTo("2099-01-01T00:00:00.000001Z");
        assertThat(document.at("/tags/0").asText()).isEqualTo("future_timestamp");
        assertThat(event.getReceivedAt()).isEqualTo(TestNormalizer.RECEIVED);
    }

    @Test
    void unreadableStampsBecomeTheTimeOfReceipt() {
        JsonNode document = Audit.document(event -> event.put("stageTimestamp", "yesterday"));
        JsonNode ancient = Audit.document(event -> event.put("stageTimestamp", "0001-01-01T00:00:00Z"));
        JsonNode missing = Audit.document(event -> {
            event.remove("stageTimestamp");
            event.remove("requestReceivedTimestamp");
        });

        assertThat(document.at("/@timestamp").asText()).isEqualTo("2026-11-22T15:00:00Z");
        assertThat(document.at("/tags/0").asText()).isEqualTo("unparsable_timestamp");
        assertThat(ancient.at("/tags/0").asText()).isEqualTo("out_of_range_timestamp");
        assertThat(missing.at("/tags/0").asText()).isEqualTo("missing_timestamp");
    }

    @Test
    void theTimeOfTheRequestStandsInForAMissingStage() {
        JsonNode document = Audit.document(event -> event.remove("stageTimestamp"));

        assertThat(document.at("/@timestamp").asText()).isEqualTo("2026-11-22T14:49:34.538952Z");
    }

    @Test
    void keysThatElasticsearchRefusesAreRepairedEverywhere() {
        JsonNode document = Audit.document(event -> event.putObject("requestObject")
                .put("", "empty")
                .put(".", "dot")
                .put("a\u0000b", "nul")
                .put(".lead", 1)
                .putObject("x..y")
                .put(" ", "blank"));
        JsonNode body = document.at("/kubernetes/audit/requestObject");

        assertThat(body.fieldNames()).toIterable().contains("_", "_._", "a_b", "_.lead", "x._.y");
        assertThat(body.get("x._.y").get("_").asText()).isEqualTo("blank");
        assertThat(document.at("/kubernetes/audit/flattened/requestObject")).isEqualTo(body);
    }

    @Test
    void wrongTypesNeverReachTheMapping() {
        JsonNode audit = Audit.document(event -> {
                    event.putObject("verb").put("evil", 1);
                    event.put("objectRef", "pods");
                    event.putArray("responseStatus").add(5);
                    event.put("annotations", "none");
                    event.putObject("requestObject")
                            .put("metadata", "text")
                            .put("spec.containers", 5)
                            .putObject("spec")
                            .put("hostNetwork", "yes please")
                            .putArray("containers")
                            .add("busybox")
                            .addObject()
                            .putObject("image")
                            .put("name", "x");
                })
                .at("/kubernetes/audit");

        assertThat(audit.get("verb").asText()).isEqualTo("{\"evil\":1}");
        assertThat(audit.at("/objectRef/value").asText()).isEqualTo("pods");
        assertThat(audit.at("/responseStatus/0/value").asInt()).isEqualTo(5);
        assertThat(audit.at("/annotations/value").asText()).isEqualTo("none");
        assertThat(audit.at("/requestObject/metadata/value").asText()).isEqualTo("text");
        assertThat(audit.at("/requestObject/spec_containers").asInt()).isEqualTo(5);
        assertThat(audit.at("/requestObject/spec/hostNetwork").asText()).isEqualTo("yes please");
        assertThat(audit.at("/requestObject/spec/containers/0/value").asText()).isEqualTo("busybox");
        assertThat(audit.at("/requestObject/spec/containers/1/image").asText()).isEqualTo("{\"name\":\"x\"}");
    }

    @Test
    void deepAndLongKeysFitTheFlattenedCopy() {
        String deep = "{\"k\":".repeat(40) + "1" + "}".repeat(40);
        JsonNode document = Audit.document(event -> {
            event.set("requestObject", Audit.object(deep));
            event.putObject("responseObject").put("ü".repeat(500), "v");
        });
        JsonNode copy = document.at("/kubernetes/audit/flattened/requestObject");
        int depth = 0;
        while (copy.isObject()) {
            copy = copy.get("k");
            depth++;
        }

        assertThat(depth).isEqualTo(18);
        assertThat(copy.asText()).startsWith("{\"k\":{");
        assertThat(document.at("/kubernetes/audit/flattened/responseObject")
                        .fieldNames()
                        .next())
                .hasSize(140);
    }

    @Test
    void bodiesThatAreNoObjectsStay() {
        JsonNode document = Audit.document(event -> event.putArray("requestObject")
                .add("text")
                .addObject()
                .put("op", "add")
                .put("path", "/metadata/labels/x"));

        assertThat(document.at("/kubernetes/audit/requestObject/0/value").asText())
                .isEqualTo("text");
        assertThat(document.at("/kubernetes/audit/flattened/requestObject/1/op").asText())
                .isEqualTo("add");
    }

    @Test
    void aSenderCannotWriteOurFields() {
        JsonNode document = Audit.document(event -> event.putObject("flattened").put("requestObject", "forged"));

        assertThat(document.at("/kubernetes/audit/flattened").has("requestObject"))
                .isFalse();
    }

    private static Rejected rejected(String record) {
        return TestNormalizer.rejected(Audit.FORMAT, record.getBytes(StandardCharsets.UTF_8));
    }
}
