// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.EventChecks;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SupplyChainTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|2026-07-01T14:58:00Z",
                "Europe/Berlin|2026-07-01T12:58:00Z",
                "-05:00|2026-07-01T19:58:00Z",
                "Nowhere/At_all|2026-11-22T15:00:00Z",
            })
    void stampsOfJenkinsAreOfTheZoneThatTheRecordNames(String zone, String time) {
        RawLog raw = TestNormalizer.raw("jenkins.audit", "Jul 1, 2026 2:58:00,000 PM /job/a/configSubmit by ana");
        raw.setAttributes(Map.of("timezone", zone));
        assertThat(document(TestNormalizer.normalize(raw)).at("/@timestamp").asText())
                .isEqualTo(time);
    }

    @Test
    void aRecordWithMoreThanThePluginPostsIsAnothers() {
        String other = "{\"@timestamp\":\"2026-11-22T14:58:00Z\",\"message\":\"Logout for user 'ana'\",\"log\":{},"
                + "\"host\":{},\"agent\":{}}";
        assertThat(TestNormalizer.document("auto", other).at("/event/dataset").asText())
                .isEqualTo("generic.json");
    }

    @Test
    void whatAUserIsNamedForgesNoOther() {
        String line = "2026-11-22 14:58:03:000 - Failed login attempt for user 'x' by 'admin''";
        JsonNode document = TestNormalizer.document("auto", line);
        assertThat(document.at("/event/action").asText()).isEqualTo("login_failed");
        assertThat(document.at("/user/name").asText()).isEqualTo("x' by 'admin'");
    }

    @ParameterizedTest
    @CsvSource({
        "G,success,true",
        "B,failure,false",
        "U,unknown,''",
        "X,failure,false",
        "Y,failure,false",
        "R,failure,false",
        "E,unknown,''",
        "N,failure,false",
        "?,unknown,''"
    })
    void lettersOfGit(String letter, String outcome, String verified) {
        String commit = "{\"git_signature\":1,\"commit\":\"c\",\"signature\":{\"status\":\"" + letter + "\"}}";
        JsonNode document = TestNormalizer.document("auto", commit);
        assertThat(document.at("/event/outcome").asText()).isEqualTo(outcome);
        assertThat(document.at("/signature/verified").asText()).isEqualTo(verified);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-22 14:58:00 UTC|2026-11-22T14:58:00Z",
                "2026-11-22 14:58:00 +0200|2026-11-22T14:58:00+02:00",
                "2026-11-22 14:58:00.123 -0330|2026-11-22T14:58:00.123-03:30",
                "2026-11-22T14:58:00Z|2026-11-22T14:58:00Z",
                "yesterday|yesterday",
            })
    void stampsOfRuby(String written, String rfc3339) {
        assertThat(RubyTime.rfc3339(written)).isEqualTo(rfc3339);
    }

    @Test
    void valuesOfVariablesAreDroppedAndTheirNamesStay() {
        String pipeline = "{\"object_kind\":\"pipeline\",\"project\":{\"id\":1},\"object_attributes\":{\"id\":1,"
                + "\"status\":\"success\",\"variables\":[{\"key\":\"HARMLESS\",\"value\":\"plainvalue1\"}]}}";
        JsonNode document = TestNormalizer.document("auto", pipeline);
        assertThat(document.toString()).doesNotContain("plainvalue1").contains("HARMLESS");
    }

    @Test
    void aListKeepsWhatIsRightBesideWhatIsNot() {
        String good =
                "{\"author_id\":1,\"entity_id\":2,\"entity_type\":\"User\",\"created_at\":\"2026-11-22T14:58:00Z\",\"id\":%d}";
        Normalized normalized = TestNormalizer.normalize(
                TestNormalizer.raw("auto", "[" + good.formatted(1) + ",7,{}," + good.formatted(2) + "]"));
        assertThat(normalized.events()).hasSize(2);
        assertThat(normalized.rejected()).hasSize(2);
    }

    private static JsonNode document(Normalized normalized) {
        assertThat(normalized.rejected()).isEmpty();
        return EventChecks.document(normalized.events().get(0));
    }
}
