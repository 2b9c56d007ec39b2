// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.sysdig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.TestNormalizer;
import org.junit.jupiter.api.Test;

final class ActionTokenTest {
    private static final String EVENT =
            "{\"id\":\"1\",\"type\":\"policy\",\"timestamp\":1795359481648718268,\"agentId\":7,"
                    + "\"category\":\"runtime\",\"labels\":{},\"actions\":[{\"type\":\"POLICY_ACTION_CAPTURE\",\"token\":\"%s\"}],"
                    + "\"content\":{\"ruleName\":\"r\",\"fields\":{\"token\":\"%s\"}}}";
    private static final String ID = "7f0c2b1e-64d5-4a0b-9c58-2b6d1f3e8a90";

    @Test
    void theIdOfACaptureStaysAndOtherTokensGo() {
        JsonNode document = TestNormalizer.document("sysdig", EVENT.formatted(ID, ID));

        assertThat(document.at("/sysdig/actions/0/token").asText()).isEqualTo(ID);
        assertThat(document.at("/sysdig/record/content/fields/token").asText()).isEqualTo("[redacted:token]");
    }

    @Test
    void whatIsNoIdGoes() {
        JsonNode document = TestNormalizer.document("sysdig", EVENT.formatted("hunter2", ""));

        assertThat(document.toString()).doesNotContain("hunter2");
        assertThat(document.at("/sysdig/actions/0/token").asText()).isEqualTo("[redacted:token]");
    }
}
