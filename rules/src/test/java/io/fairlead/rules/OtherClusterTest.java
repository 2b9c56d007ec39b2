// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Level;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.testkit.Corpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pack on the log of another API server, for which no rule was written: start-up, an administrator, one bad pod. */
class OtherClusterTest {
    @Test
    void aboveLowOnlyTheBadPodAndTheBinding() throws Exception {
        Path log = Corpus.assumePresent("captures/kubernetes-1.32/audit.log");
        RuleSet set = RuleSetCompiler.standard().compile(RulePack.files());
        Judge judge = new Judge(set);
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(log)) {
            judge.judge("kubernetes.audit", json.readTree(line).path("auditID").asText(), Judge.utf8(line));
        }
        List<String> loud = new ArrayList<>();
        for (Seen alert : judge.alerts()) {
            DetectionRule rule = set.rule(alert.rule()).orElseThrow();
            if (rule.info().level().compareTo(Level.LOW) > 0) {
                loud.add(rule.info().title());
            }
        }
        assertThat(loud)
                .containsExactlyInAnyOrder(
                        "Binding to cluster-admin",
                        "Exec reaches for the node",
                        "Privileged container",
                        "Workload sees the processes of the node");
    }
}
