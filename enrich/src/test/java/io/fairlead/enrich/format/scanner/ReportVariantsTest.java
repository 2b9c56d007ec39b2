// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.testkit.EventChecks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the same scanner writes in one release and not in another. */
final class ReportVariantsTest {
    private static final String RUN =
            "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"t\",\"rules\":["
                    + "{\"id\":\"r\",\"defaultConfiguration\":{\"level\":\"note\"}}]}},\"results\":[%s]%s}]}";

    @Test
    void vulnerabilitiesOfSysdigThatStandApartAreNotACleanScan() {
        String report =
                "{\"scanner\":{\"name\":\"sysdig-cli-scanner\"},\"result\":{\"packages\":{\"p\":{\"name\":\"a\","
                        + "\"version\":\"1\",\"vulnerabilitiesRefs\":[\"v\",\"w\"]}},\"vulnerabilities\":{"
                        + "\"v\":{\"name\":\"CVE-2026-0001\",\"severity\":\"High\",\"packageRef\":\"p\"},"
                        + "\"w\":{\"name\":\"CVE-2026-0002\",\"severity\":\"Low\",\"packageRef\":\"q\",\"riskAcceptRefs\":[\"r\"]}}}}";
        Normalized normalized = normalize("auto", report);

        assertThat(texts(normalized, "/vulnerability/id")).containsExactly("CVE-2026-0001", "CVE-2026-0002");
        assertThat(texts(normalized, "/package/name")).containsExactly("a", "");
        assertThat(texts(normalized, "/event/action"))
                .containsExactly("vulnerability-found", "vulnerability-suppressed");
    }

    @Test
    void findingsOfAnchoresSecondApi() {
        String finding =
                "{\"gate\":\"g\",\"trigger\":\"t\",\"trigger_id\":\"%s\",\"message\":\"m\",\"action\":\"%s\",\"allowlisted\":%s}";
        Normalized normalized = normalize(
                "auto",
                "{\"evaluated_tag\":\"r.example/a:1\",\"evaluations\":[{\"final_action\":\"warn\",\"details\":{\"findings\":["
                        + finding.formatted("1", "stop", "true") + "," + finding.formatted("2", "warn", "false") + ","
                        + finding.formatted("3", "go", "false") + "]}}]}");

        assertThat(texts(normalized, "/rule/id")).containsExactly("1", "2", "3");
        assertThat(texts(normalized, "/anchore/final_action")).containsOnly("warn");
        assertThat(texts(normalized, "/event/action"))
                .containsExactly("misconfiguration-suppressed", "misconfiguration-found", "misconfiguration-passed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void trivyWithNothingToLookAt(String report) {
        assertThat(texts(normalize("trivy", report), "/event/action")).containsExactly("nothing-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s]", "%s"})
    void resultOfTrivyAloneIsOneOfItsList(String around) {
        String result =
                "{\"Target\":\"web (debian 12)\",\"Vulnerabilities\":[{\"VulnerabilityID\":\"CVE-2026-0001\"}]}";
        Normalized normalized = normalize("auto", around.formatted(result));

        assertThat(texts(normalized, "/event/dataset")).containsExactly("trivy.finding");
        assertThat(texts(normalized, "/trivy/target")).containsExactly("web (debian 12)");
    }

    @Test
    void licensesOfABillInXml() {
        String bill = "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"><components size=\"2\">"
                + "<component><name>a</name><licenses><license><id>MIT</id></license></licenses></component>"
                + "<component><name>b</name><licenses><expression>MIT OR BSD</expression></licenses></component>"
                + "</components></bom>";

        assertThat(texts(normalize("auto", bill), "/package/license")).containsExactly("MIT", "MIT OR BSD");
    }

    @Test
    void controlsThatNobodyCheckedDidNotFail() {
        String report =
                "{\"ID\":\"x\",\"Title\":\"t\",\"SummaryControls\":[{\"ID\":\"1\",\"Severity\":\"LOW\",\"TotalFail\":2},"
                        + "{\"ID\":\"2\",\"Severity\":\"LOW\",\"TotalFail\":0},{\"ID\":\"3\",\"Severity\":\"LOW\"}]}";

        assertThat(texts(normalize("auto", report), "/event/action"))
                .containsExactly("misconfiguration-found", "misconfiguration-passed", "misconfiguration-unchecked");
    }

    @Test
    void imageOfAnArchiveHasTheNameInside() {
        String trivy = "{\"ArtifactName\":\"/tmp/web.tar\",\"ArtifactType\":\"container_image\","
                + "\"Metadata\":{\"RepoTags\":[\"shop/web:1\"]}}";
        String grype =
                "{\"matches\":null,\"descriptor\":{\"name\":\"grype\"},\"source\":{\"type\":\"image\",\"target\":"
                        + "{\"userInput\":\"%s\",\"tags\":[\"shop/web:1\"]}}}";

        assertThat(texts(normalize("auto", trivy), "/container/image/name")).containsExactly("shop/web");
        assertThat(texts(normalize("auto", grype.formatted("oci-archive:web.tar")), "/container/image/name"))
                .containsExactly("shop/web");
        assertThat(texts(normalize("auto", grype.formatted("registry:shop/till:2")), "/container/image/name"))
                .containsExactly("shop/till");
        assertThat(texts(normalize("auto", grype.formatted("docker:27")), "/container/image/name"))
                .containsExactly("docker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s]", "%s"})
    void workloadOfAClusterHasItsImage(String around) {
        String metadata =
                around.formatted("{\"OS\":{\"Family\":\"debian\",\"Name\":\"12\"},\"RepoTags\":[\"shop/web:1\"]}");
        String report =
                "{\"ClusterName\":\"c\",\"CreatedAt\":\"0001-01-01T00:00:00Z\",\"Resources\":[{\"Namespace\":\"shop\","
                        + "\"Kind\":\"Pod\",\"Name\":\"a\",\"Metadata\":" + metadata
                        + ",\"Results\":[{\"Target\":\"Java\",\"Class\":"
                        + "\"lang-pkgs\",\"Vulnerabilities\":[{\"VulnerabilityID\":\"CVE-2026-0001\"}]}]}]}";
        Normalized normalized = normalize("auto", report);

        assertThat(texts(normalized, "/container/image/name")).containsExactly("shop/web");
        assertThat(texts(normalized, "/fairlead/finding/os/name")).containsExactly("debian");
        assertThat(texts(normalized, "/orchestrator/resource/name")).containsExactly("a");
        assertThat(texts(normalized, "/tags")).containsExactly("");
    }

    @Test
    void scoreIsThatOfWhoeverTheSeverityIsOf() {
        String report =
                "[{\"Target\":\"t\",\"Vulnerabilities\":[{\"VulnerabilityID\":\"CVE-2026-0001\",\"Severity\":\"LOW\","
                        + "\"SeveritySource\":\"debian\",\"CVSS\":{\"nvd\":{\"V3Score\":9.8,\"V3Vector\":\"CVSS:3.1/AV:N\"},"
                        + "\"debian\":{\"V3Score\":3.1,\"V3Vector\":\"CVSS:3.0/AV:N\"}}}]}]";
        Normalized normalized = normalize("auto", report);

        assertThat(texts(normalized, "/vulnerability/score/base")).containsExactly("3.1");
        assertThat(texts(normalized, "/vulnerability/score/version")).containsExactly("3.0");
    }

    @ParameterizedTest
    @CsvSource({
        "CVSSv31,3.1",
        "CVSSv3,3.0",
        "CVSSv2,2.0",
        "CVSSv4,4.0",
        "CVSS:3.1/AV:N,3.1",
        "CVSS:4.0/AV:N,4.0",
        "3.1,3.1",
        "AV:N/AC:L/Au:N/C:P,2.0",
        "OWASP,''",
        "'',''"
    })
    void versionsOfScores(String told, String version) {
        assertThat(io.fairlead.enrich.format.report.Cvss.version(told)).isEqualTo(version);
    }

    @Test
    void levelOfAResultIsThatOfItsRuleWhereItHasNone() {
        String results = "{\"ruleId\":\"r\"},{\"ruleId\":\"r\",\"level\":\"error\"},{\"ruleId\":\"x\"},"
                + "{\"ruleId\":\"r\",\"kind\":\"informational\"}";

        assertThat(texts(normalize("auto", RUN.formatted(results, "")), "/sarif/level"))
                .containsExactly("note", "error", "warning", "none");
    }

    @Test
    void runThatBrokeOffIsNotACleanOne() {
        String broken = ",\"invocations\":[{\"executionSuccessful\":false}]";

        assertThat(texts(normalize("auto", RUN.formatted("", broken)), "/event/outcome"))
                .containsExactly("unknown");
        assertThat(texts(normalize("auto", RUN.formatted("", "")), "/event/outcome"))
                .containsExactly("success");
    }

    @Test
    void suppressionThatWasRejectedIsNone() {
        String result = "{\"ruleId\":\"r\",\"suppressions\":[%s]}";
        String results = result.formatted("{\"kind\":\"inSource\"}") + ","
                + result.formatted("{\"kind\":\"external\",\"status\":\"rejected\"}") + "," + result.formatted("");

        assertThat(texts(normalize("auto", RUN.formatted(results, "")), "/event/action"))
                .containsExactly("misconfiguration-suppressed", "misconfiguration-found", "misconfiguration-found");
    }

    @Test
    void idsOfAdvisoriesEndWhereTheyEnd() {
        String results = "{\"ruleId\":\"CVE-2026-0001-libshop\"},{\"ruleId\":\"GHSA-aaaa-bbbb-cccc-npm-cart\"},"
                + "{\"ruleId\":\"RHSA-2026:0001\"},{\"ruleId\":\"SNYK-DEBIAN12-CURL-1234567\"},{\"ruleId\":\"DSA-5000-1\"}";

        assertThat(texts(normalize("auto", RUN.formatted(results, "")), "/vulnerability/id"))
                .containsExactly(
                        "CVE-2026-0001",
                        "GHSA-aaaa-bbbb-cccc",
                        "RHSA-2026:0001",
                        "SNYK-DEBIAN12-CURL-1234567",
                        "DSA-5000-1");
    }

    @Test
    void secretThatAToolPrintsBesideItsPlaceIsNotKept() {
        String report = RUN.replace("\"t\"", "\"Gitleaks\"")
                .formatted(
                        "{\"ruleId\":\"k\",\"locations\":[{\"physicalLocation\":{\"region\":{\"startLine\":1,"
                                + "\"snippet\":{\"text\":\"quiet-Harbour-77\"}}}}]}",
                        "");
        Normalized normalized = normalize("auto", report);

        assertThat(texts(normalized, "/event/action")).containsExactly("secret-found");
        assertThat(document(normalized).toString()).doesNotContain("quiet-Harbour-77");
    }

    @ParameterizedTest
    @CsvSource({
        "not_affected,vulnerability-passed",
        "false_positive,vulnerability-passed",
        "resolved,vulnerability-passed",
        "exploitable,vulnerability-found",
        "in_triage,vulnerability-found",
    })
    void analysisOfCycloneDx(String state, String action) {
        String bill =
                "{\"bomFormat\":\"CycloneDX\",\"vulnerabilities\":[{\"id\":\"CVE-2026-0001\",\"analysis\":{\"state\":\""
                        + state + "\"}}]}";

        assertThat(texts(normalize("auto", bill), "/event/action")).containsExactly(action);
        assertThat(texts(normalize("auto", bill), "/vulnerability/severity")).containsExactly("Unknown");
    }

    @Test
    void packagesHaveTheirNamesAndVersionsAsTheyAreInstalled() {
        String bill = "{\"bomFormat\":\"CycloneDX\",\"components\":["
                + "{\"group\":\"@shop\",\"name\":\"cart\",\"purl\":\"pkg:npm/%40shop/cart@1\"},"
                + "{\"group\":\"example.shop\",\"name\":\"till\",\"purl\":\"pkg:maven/example.shop/till@2\"},"
                + "{\"group\":\"shop\",\"name\":\"door\"},"
                + "{\"name\":\"krb5\",\"purl\":\"pkg:deb/debian/krb5@1.17-3+deb10u3?arch=amd64\"}]}";
        Normalized normalized = normalize("auto", bill);

        assertThat(texts(normalized, "/package/name"))
                .containsExactly("@shop/cart", "example.shop:till", "shop:door", "krb5");
        assertThat(texts(normalized, "/package/version")).containsExactly("1", "2", "", "1.17-3+deb10u3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":\"https://spdx.dev/Document\",\"predicate\":%s}",
                "{\"sbom\":%s}",
                "%s",
            })
    void documentOfSpdxInsideAnother(String around) {
        String spdx = "{\"spdxVersion\":\"SPDX-2.3\",\"SPDXID\":\"SPDXRef-DOCUMENT\",\"name\":\"n\",\"packages\":["
                + "{\"name\":\"apt\",\"versionInfo\":\"2\"},{\"name\":\"bash\"}]}";

        assertThat(texts(normalize("auto", around.formatted(spdx)), "/package/name"))
                .containsExactly("apt", "bash");
    }

    @Test
    void lineOfTagsAloneIsNoDocument() {
        Normalized normalized = normalize("auto", "SPDXVersion: SPDX-2.3");

        assertThat(texts(normalized, "/event/dataset")).containsExactly("generic.plain");
    }

    @Test
    void reportsOfAListHaveTheirOwnTimes() {
        String report =
                "{\"apiVersion\":\"aquasecurity.github.io/v1alpha1\",\"kind\":\"VulnerabilityReport\",\"report\":"
                        + "{\"updateTimestamp\":\"2026-11-2%d\",\"vulnerabilities\":[{\"vulnerabilityID\":\"CVE-2026-0001\"}]}}";
        String list = "{\"kind\":\"List\",\"items\":[" + report.replace("%d", "1T00:00:00Z") + ","
                + report.replace("%d", "2T00:00:00Z") + "]}";

        assertThat(texts(normalize("auto", list), "/@timestamp"))
                .containsExactly("2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z");
    }

    private static Normalized normalize(String format, String report) {
        return TestNormalizer.normalize(TestNormalizer.raw(format, report));
    }

    private static JsonNode document(Normalized normalized) {
        return EventChecks.document(normalized.events().get(0));
    }

    /** Of lists the first value. */
    private static List<String> texts(Normalized normalized, String pointer) {
        assertThat(normalized.rejected()).isEmpty();
        return normalized.events().stream()
                .map(event -> EventChecks.document(event).at(pointer))
                .map(node -> (node.isArray() ? node.path(0) : node).asText())
                .toList();
    }
}
