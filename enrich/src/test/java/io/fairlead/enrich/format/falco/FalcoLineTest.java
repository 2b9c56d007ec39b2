// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.TestNormalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records are received at 15:00. */
final class FalcoLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "14:02:11.123456789: Warning x|2026-11-22T14:02:11.123456789Z",
                "15:04:59.000000000: Warning x|2026-11-22T15:04:59Z",
                "23:59:59.000000001: Info x|2026-11-21T23:59:59.000000001Z",
                "2026-11-20T03:00:00.000000000+0200: Emergency x|2026-11-20T01:00:00Z",
            })
    void aTimeOfDayIsOfTheLatestDayOnWhichItIsPast(String line, String time) {
        JsonNode document = TestNormalizer.document("auto", line);

        assertThat(document.at("/@timestamp").asText()).isEqualTo(time);
        assertThat(document.at("/event/dataset").asText()).isEqualTo("falco.alerts");
        assertThat(document.at("/event/kind").asText()).isEqualTo("alert");
        assertThat(document.at("/message").asText()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "'14:02:11.123456789: something happened'",
        "'14:02:11: Warning x'",
        "'14:02:11.123456789 Warning x'",
        "'25:61:11.123456789: Warn x'"
    })
    void otherLinesThatBeginWithATimeAreNot(String line) {
        assertThat(TestNormalizer.document("auto", line).at("/event/dataset").asText())
                .isEqualTo("generic.plain");
    }

    @Test
    void aTimeThatIsNoneIsTagged() {
        JsonNode document = TestNormalizer.document("auto", "25:61:11.123456789: Warning x");

        assertThat(document.at("/tags/0").asText()).isEqualTo("unparsable_timestamp");
    }

    @Test
    void aProcessCannotSayWhoItIs() {
        JsonNode document = TestNormalizer.document(
                "falco",
                "14:02:11.123456789: Notice Shell (user=root user_uid=0 process=x command=sh user=mira container_id=0badc0de"
                        + " k8s_ns=kube-system container_id=6949e5f10829 k8s_ns=shop)");

        assertThat(document.at("/user/name").asText()).isEqualTo("root");
        assertThat(document.at("/container/id").isMissingNode()).isTrue();
        assertThat(document.at("/kubernetes/namespace").isMissingNode()).isTrue();
        assertThat(document.at("/process/name").asText()).isEqualTo("x");
    }

    @Test
    void wordsOfACommandAreNoFields() {
        JsonNode document = TestNormalizer.document(
                "falco",
                "14:02:11.123456789: Notice Run | team=a b user=root file=/a b x=y command=env A=b c=d ls pid=7");

        assertThat(document.at("/falco/output_fields").properties())
                .extracting(entry -> entry.getKey() + "=" + entry.getValue().asText())
                .containsExactlyInAnyOrder(
                        "user.name=root", "fd.name=/a b", "proc.cmdline=env A=b c=d ls", "proc.pid=7");
    }

    @Test
    void theNameOfASecretStaysInALineToo() {
        String line = "14:02:11.123456789: Informational K8s Secret Created (user=mira secret=db-login ns=shop)";
        String other = "14:02:11.123456789: Informational Shell (user=mira command=app secret=db-login ns=shop)";

        assertThat(TestNormalizer.document("falco", line).at("/message").asText())
                .isEqualTo(line);
        assertThat(TestNormalizer.document("falco", other).toString()).doesNotContain("db-login");
    }
}
