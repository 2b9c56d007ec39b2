// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.Corpus;
import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published rule files: every rule is accounted for. */
class FalcoRulesCorpusTest {
    /** Calls that no sensor here tells of, or a field that none carries. */
    @ParameterizedTest
    @CsvSource({
        "falco-rules/falco_rules.yaml, 9, Terminal shell in container, proc.tty",
        "falco-rules/falco_rules.yaml, 9, Drop and execute new binary in container, proc.is_exe_upper_layer",
        "falco-rules/falco_rules.yaml, 9, PTRACE anti-debug attempt, ptrace",
        "falco-rules/falco-incubating_rules.yaml, 13, Change thread namespace, setns",
        "falco-rules/falco-sandbox_rules.yaml, 13, Basic Interactive Reconnaissance, proc.is_vpgid_leader",
        "falco-rules/falco-sandbox_rules.yaml, 13, Launch Sensitive Mount Container, container.mount.dest"
    })
    void rulesForSystemCallsRunOrAreRefusedWithTheirReason(String name, int running, String rule, String reason)
            throws IOException {
        RuleSet set = compile(name);
        assertThat(set.rules()).hasSize(running);
        assertThat(set.rejections())
                .hasSize(rules(name) - running)
                .allSatisfy(rejection -> {
                    assertThat(rejection.code()).as(rejection.toString()).isEqualTo(RejectionCode.NO_DATASET);
                    assertThat(rejection.reason()).startsWith("no dataset carries ");
                })
                .anySatisfy(rejection -> {
                    assertThat(rejection.title()).isEqualTo(rule);
                    assertThat(rejection.reason()).contains(reason);
                })
                .extracting(Rejection::title)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "falco-rules/falco_rules.yaml, 0",
        "falco-rules/falco-incubating_rules.yaml, 0",
        "falco-rules/falco-sandbox_rules.yaml, 1"
    })
    void rulesForSystemCallsRunOverEventsWithTheirOwnFieldNames(String name, int refused) throws IOException {
        byte[] content = Files.readAllBytes(Corpus.path(name));
        RuleSet set = RuleSetCompiler.asIs().compile(List.of(RuleManifests.file(name, content)));
        assertThat(set.rules()).hasSize(rules(name) - refused);
        assertThat(set.rejections())
                .allSatisfy(rejection -> assertThat(rejection.reason()).contains("'cafebabe'"));
    }

    @ParameterizedTest
    @CsvSource({"falco-k8s-audit/rules/k8s_audit_rules.yaml", "falco-k8s-audit/rules/engine_v4_rules.yaml"})
    void rulesForAuditEventsAllRun(String name) throws IOException {
        RuleSet set = compile(name);
        assertThat(set.rejections()).isEmpty();
        assertThat(set.rules())
                .hasSize(rules(name))
                .allMatch(rule -> rule.output().isPresent());
    }

    private static RuleSet compile(String name) throws IOException {
        byte[] content = Files.readAllBytes(Corpus.path(name));
        return RuleSetCompiler.standard().compile(List.of(RuleManifests.file(name, content)));
    }

    private static int rules(String name) throws IOException {
        int count = (int) Files.readAllLines(Corpus.path(name)).stream()
                .filter(line -> line.startsWith("- rule:"))
                .count();
        assertThat(count).isGreaterThan(15);
        return count;
    }
}
