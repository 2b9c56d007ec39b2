// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rules match} gives on the bundled recording what the demonstration must give live. */
final class OfflineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ATTACKER = "\"203.0.113.77\"";

    @Test
    void matchesOfTheRecordingAreTheExpectedAlerts(@TempDir Path folder) throws Exception {
        Cli match = Cli.run(
                folder,
                Map.of(),
                List.of(
                        "rules",
                        "match",
                        "--json",
                        "--format",
                        "kubernetes.audit",
                        Recorded.auditFile(folder).toString()));
        assertThat(match.exit()).as(match.words()).isZero();
        List<String> events = Recorded.audit();
        List<String> found = new ArrayList<>();
        for (String line : match.out()) {
            found.add(key(JSON.readTree(line), events));
        }
        List<String> expected = new ArrayList<>();
        for (JsonNode alert : Recorded.expectedAlerts()) {
            expected.add(alert.path("rule").asText() + " "
                    + (alert.has("group")
                            ? alert.path("group").toString()
                            : alert.path("auditID").asText()));
        }
        assertThat(found).hasSizeGreaterThan(50).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** The recording without what came from the attacker's address: life as it is on a healthy cluster. */
    @Test
    void benignPartGivesNoAlertAboveLow(@TempDir Path folder) throws Exception {
        List<String> benign = Recorded.audit().stream()
                .filter(event -> !event.contains(ATTACKER))
                .toList();
        assertThat(benign).hasSizeBetween(5_000, Recorded.audit().size() - 1);
        Path file = Files.write(folder.resolve("benign.ndjson"), benign);
        Cli match = Cli.run(
                folder, Map.of(), List.of("rules", "match", "--json", "--format", "kubernetes.audit", file.toString()));
        assertThat(match.exit()).as(match.words()).isZero();
        assertThat(match.out()).isNotEmpty();
        for (String line : match.out()) {
            assertThat(JSON.readTree(line).at("/rule/level").asText()).as(line).isIn("informational", "low");
        }
    }

    /** Rule and request, or rule and group. */
    private static String key(JsonNode finding, List<String> events) throws IOException {
        String rule = finding.at("/rule/id").asText();
        if (finding.has("group")) {
            return rule + " " + finding.path("group");
        }
        JsonNode event = JSON.readTree(events.get(finding.path("line").asInt() - 1));
        return rule + " " + event.path("auditID").asText();
    }
}
