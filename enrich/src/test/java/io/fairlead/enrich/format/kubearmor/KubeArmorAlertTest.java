// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubearmor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.TestNormalizer;
import org.junit.jupiter.api.Test;

final class KubeArmorAlertTest {
    private static final String ALERT =
            "{\"Type\":\"MatchedPolicy\",\"Operation\":\"%s\",\"Resource\":\"/usr/bin/id -u\","
                    + "\"Source\":\"/usr/bin/bash\",\"ProcessName\":\"/usr/bin/id\",\"Result\":\"Permission denied\","
                    + "\"Tags\":\"NIST\",\"ATags\":[\"NIST\",\"MITRE\",\"MITRE_T1033_owner_discovery\",\"MITRE_TA0007\"]}";

    @Test
    void tagsInAListTellOfTechniquesToo() {
        JsonNode document = TestNormalizer.document("kubearmor", ALERT.formatted("Process"));

        assertThat(document.at("/threat/technique/id/0").asText()).isEqualTo("T1033");
        assertThat(document.at("/threat/tactic/id/0").asText()).isEqualTo("TA0007");
        assertThat(document.at("/tags").valueStream().map(JsonNode::asText))
                .containsExactly("missing_timestamp", "NIST", "MITRE", "MITRE_T1033_owner_discovery", "MITRE_TA0007");
    }

    @Test
    void aMessageNamesWhoRanTheProgram() {
        assertThat(TestNormalizer.document("kubearmor", ALERT.formatted("Process"))
                        .at("/message")
                        .asText())
                .isEqualTo("Process /usr/bin/id -u by /usr/bin/bash");
        assertThat(TestNormalizer.document("kubearmor", ALERT.formatted("File"))
                        .at("/message")
                        .asText())
                .isEqualTo("File /usr/bin/id -u by /usr/bin/id");
    }
}
