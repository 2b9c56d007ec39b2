// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.testkit.EventChecks;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of many results: an event each, and what is none costs its neighbours nothing. */
final class ReportsTest {
    @Test
    void kubeBenchKeepsWhatIsRightBesideWhatIsNot() {
        String good = "{\"test_number\":\"1.%d\",\"test_desc\":\"d\",\"status\":\"PASS\"}";
        String report = "[{\"id\":\"1\",\"node_type\":\"master\",\"tests\":[{\"section\":\"1.1\",\"results\":["
                + good.formatted(1) + ",7,{\"status\":\"FAIL\"}," + good.formatted(2) + "]}]}]";
        Normalized normalized = normalize("auto", report);
        assertThat(texts(normalized, "/rule/id")).containsExactly("1.1", "1.2");
        assertThat(normalized.rejected()).hasSize(2);
    }

    @Test
    void dockerBenchReadsItsLog() {
        String log = """
                # --------------------------------------------------------------------------------------------
                # Docker Bench for Security v1.6.0
                # --------------------------------------------------------------------------------------------
                Initializing 2026-11-22T14:58:00+00:00

                Section A - Check results

                \u001b[1;34m[INFO]\u001b[0m 5 - Container Runtime
                \u001b[1;32m[PASS]\u001b[0m 5.1  - Ensure that swarm mode is not enabled (Automated)
                \u001b[1;31m[WARN]\u001b[0m 5.5  - Ensure that privileged containers are not used (Automated)
                \u001b[1;31m[WARN]\u001b[0m       * Container running in Privileged mode: builder
                \u001b[1;31m[WARN]\u001b[0m       * Container running in Privileged mode: agent
                \u001b[1;34m[NOTE]\u001b[0m 5.10 - Ensure that the host's network namespace is not shared (Manual)

                Section C - Score

                [INFO] Checks: 3
                [INFO] Score: 0
                """;
        Normalized normalized = normalize("auto", log);
        assertThat(normalized.rejected()).isEmpty();
        assertThat(texts(normalized, "/rule/id")).containsExactly("5", "5.1", "5.5", "5.10");
        assertThat(texts(normalized, "/result/evaluation")).containsExactly("unknown", "passed", "failed", "unknown");
        assertThat(document(normalized, 2).at("/docker_bench/items").toString()).contains("builder", "agent");
    }

    @ParameterizedTest
    @CsvSource({
        "pass,passed",
        "fixed,passed",
        "fail,failed",
        "error,unknown",
        "notapplicable,unknown",
        "notchecked,unknown"
    })
    void wordsOfXccdf(String word, String evaluation) {
        String report = "<TestResult xmlns=\"http://checklists.nist.gov/xccdf/1.1\"><rule-result idref=\"r\"><result>"
                + word + "</result></rule-result></TestResult>";
        Normalized normalized = normalize("auto", report);
        assertThat(texts(normalized, "/result/evaluation")).containsExactly(evaluation);
        assertThat(texts(normalized, "/result/status")).containsExactly(word);
    }

    @Test
    void kubescapeGivesControlsTimesResources() {
        String controls = IntStream.range(0, 3)
                .mapToObj("{\"controlID\":\"C-%d\",\"name\":\"n\",\"status\":{\"status\":\"passed\"}}"::formatted)
                .collect(Collectors.joining(","));
        String report =
                "{\"summaryDetails\":{},\"resources\":[],\"results\":[{\"resourceID\":\"/v1/shop/Pod/a\",\"controls\":["
                        + controls + "]},{\"resourceID\":\"/v1//Namespace/b\",\"controls\":[" + controls + "]}]}";
        Normalized normalized = normalize("auto", report);
        assertThat(texts(normalized, "/resource/name")).containsExactly("a", "a", "a", "b", "b", "b");
        assertThat(texts(normalized, "/orchestrator/namespace")).containsExactly("shop", "shop", "shop", "", "", "");
    }

    @Test
    void whatARuleOfKubescapeAnswersIsAFailureThoughItDoesNotSaySo() {
        String response = "{\"alertObject\":{\"k8sApiObjects\":[{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}}]}%s}";
        String report = "[{\"name\":\"NSA\",\"controlReports\":[{\"controlID\":\"C-1\",\"name\":\"n\",\"ruleReports\":["
                + "{\"ruleStatus\":{\"status\":\"\"},\"ruleResponses\":[" + response.formatted("") + ","
                + response.formatted(",\"exception\":{\"name\":\"e\"}") + "]}]},"
                + "{\"controlID\":\"C-2\",\"name\":\"n\",\"ruleReports\":[{\"ruleResponses\":null}]}]}]";

        assertThat(texts(normalize("auto", report), "/result/evaluation"))
                .containsExactly("failed", "unknown", "passed");
    }

    @ParameterizedTest
    @CsvSource({"failed;passed,failed", "passed;passed,passed", "passed;skipped,unknown", "'',unknown"})
    void controlOfKubescapeIsAsItsRulesWhereItHasNoStatus(String rules, String evaluation) {
        String list = java.util.Arrays.stream(rules.split(";"))
                .filter(rule -> !rule.isEmpty())
                .map("{\"name\":\"r\",\"status\":\"%s\"}"::formatted)
                .collect(Collectors.joining(","));
        String report = "{\"summaryDetails\":{},\"results\":[{\"resourceID\":\"/v1/shop/Pod/a\",\"controls\":["
                + "{\"controlID\":\"C-1\",\"name\":\"n\",\"rules\":[" + list + "]}]}]}";

        assertThat(texts(normalize("auto", report), "/result/evaluation")).containsExactly(evaluation);
    }

    @Test
    void theSameReportAnotherTimeIsAnotherEvent() {
        String report = "[{\"id\":\"1\",\"node_type\":\"master\",\"tests\":[{\"section\":\"1.1\",\"results\":["
                + "{\"test_number\":\"1.1\",\"status\":\"PASS\"}]}]}]";
        var first = TestNormalizer.raw("auto", report);
        var second = TestNormalizer.raw("auto", report);
        second.setId("delivery-2");
        String id = TestNormalizer.normalize(first).events().get(0).getId();
        assertThat(TestNormalizer.normalize(first).events().get(0).getId()).isEqualTo(id);
        assertThat(TestNormalizer.normalize(second).events().get(0).getId()).isNotEqualTo(id);
    }

    @Test
    void resultsAreBounded() {
        String many = "{\"policy\":\"p\",\"result\":\"pass\"},".repeat(50_001);
        Normalized normalized =
                normalize("policy_report.result", "{\"results\":[" + many.substring(0, many.length() - 1) + "]}");
        assertThat(normalized.events()).hasSize(50_000);
        assertThat(normalized.rejected())
                .hasSize(1)
                .allSatisfy(rejected -> assertThat(rejected.code()).isEqualTo(DeadLetterCode.LIMIT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true|a/allow|allowed",
                "false|a/allow|denied",
                "\"true\"|a/allow|allowed",
                "{\"allow\":false}|a|denied",
                "{\"allowed\":true}|envoy/authz|allowed",
                "{\"response\":{\"allowed\":false}}|system/main|denied",
                "[]|k8s/deny|allowed",
                "[\"no\"]|k8s/deny|denied",
                "{\"deny\":[\"no\"]}|k8s|denied",
                "{\"rate\":3}|limits|decided",
                "[1]|list|decided",
                "null|a/allow|decided",
            })
    void decisionsOfPolicies(String result, String path, String action) {
        String decision = "{\"decision_id\":\"d\",\"labels\":{},\"timestamp\":\"2026-11-22T14:58:00Z\",\"path\":\""
                + path + "\",\"result\":" + result + "}";
        assertThat(texts(normalize("auto", decision), "/event/action")).containsExactly(action);
    }

    private static Normalized normalize(String format, String payload) {
        return TestNormalizer.normalize(TestNormalizer.raw(format, payload));
    }

    private static JsonNode document(Normalized normalized, int index) {
        return EventChecks.document(normalized.events().get(index));
    }

    private static List<String> texts(Normalized normalized, String pointer) {
        return normalized.events().stream()
                .map(event -> EventChecks.document(event).at(pointer).asText())
                .toList();
    }
}
