// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The correlation of {@code docs/rules.md} fires as its table says. */
final class RulesPageTest {
    private static final Pattern RULE = Pattern.compile("```yaml\n(title: Burst.*?)```", Pattern.DOTALL);

    @Test
    void workedExampleHolds(@TempDir Path folder) throws Exception {
        Matcher rule = RULE.matcher(Files.readString(PipelineProcess.root().resolve("docs/rules.md")));
        assertThat(rule.find()).as("the page has the example").isTrue();
        Files.writeString(folder.resolve("burst.yml"), rule.group(1));
        Files.writeString(
                folder.resolve("burst.test.yml"),
                "format: kubernetes.audit\ncases:\n"
                        + testCase("the seconds of the table", List.of(0, 4, 8, 12, 16, 20, 60), 2)
                        + testCase("one at 17 besides", List.of(0, 4, 8, 12, 16, 17, 20, 60), 1)
                        + testCase("too few", List.of(0, 4), 0));
        Cli test = Cli.run(folder, Map.of(), List.of("rules", "test", folder.toString()));
        assertThat(test.words()).contains("3 cases, 0 failed");
        assertThat(test.exit()).isZero();
    }

    private static String testCase(String name, List<Integer> seconds, int alerts) {
        StringBuilder text = new StringBuilder("  - name: " + name + "\n    events:\n");
        for (int second : seconds) {
            text.append("      - at: ")
                    .append(second)
                    .append("s\n        event: ")
                    .append(denial());
        }
        return text + "    alerts: " + alerts + "\n";
    }

    private static String denial() {
        return """
                {kind: Event, apiVersion: audit.k8s.io/v1, level: Metadata, auditID: 'a-${n}', \
                stage: ResponseComplete, requestURI: /api/v1/pods, verb: list, user: {username: u}, sourceIPs: [10.0.0.1], \
                objectRef: {resource: pods}, responseStatus: {code: 403}, \
                requestReceivedTimestamp: '${time}', stageTimestamp: '${time}'}
                """;
    }
}
