// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That the verdict of the demonstration can fail. */
final class DemoVerdictTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String SPEED = "60";

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void missingAlertIsNamed(@TempDir Path folder) throws Exception {
        JsonNode expected = Recorded.expectedAlerts().stream()
                .filter(alert -> alert.path("title").asText().equals("Binding to cluster-admin"))
                .findFirst()
                .orElseThrow();
        String auditId = expected.path("auditID").asText();
        try (DemoProcess demo = DemoProcess.startUnmeasured(
                folder, "--exit", "--speed", SPEED, "--without", Integer.toString(numberOf(auditId)))) {
            assertThat(demo.exit(PATIENCE)).as(demo.words()).isEqualTo(1);
            assertThat(demo.words())
                    .contains("missing alert: high \"Binding to cluster-admin\" "
                            + expected.path("rule").asText() + " " + auditId);
            assertThat(demo.words().lines().filter(line -> line.contains("missing alert: ")))
                    .hasSize(1);
            assertThat(demo.words()).doesNotContain("extra alert", "repeated alert");
            assertThat(demo.results()).hasSize(Recorded.expectedAlerts().size() - 1);
        }
    }

    /** Which line of the recording tells how this request ended. */
    private static int numberOf(String auditId) throws IOException {
        List<String> events = Recorded.audit();
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = JSON.readTree(events.get(i));
            if (event.path("auditID").asText().equals(auditId)
                    && event.path("stage").asText().equals("ResponseComplete")) {
                return i;
            }
        }
        throw new AssertionError("the recording does not hold " + auditId);
    }
}
