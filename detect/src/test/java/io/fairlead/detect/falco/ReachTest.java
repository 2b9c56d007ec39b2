// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import static io.fairlead.detect.falco.SystemCallFieldsTest.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.detect.rule.Warning;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where rules for system calls are asked, where they are refused, and what is said of it. */
class ReachTest {
    private static final String EXEC = "evt.type in (execve, execveat) and ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proc.name = nc | both",
                "proc.pname = nginx | tetragon",
                "container.id != host and proc.name = nc | tetragon",
                "not container.id != host and proc.name = nc | tetragon",
                "not container.id = host | tetragon",
                "proc.tty != 0 | auditd",
                "not proc.tty = 0 | auditd",
                "proc.name = nc or proc.pname = nginx | both",
                "proc.name = nc and not proc.pname = nginx | both",
                "proc.name = nc and not container.image.repository in (a) | both",
                "proc.name = nc and not (proc.pname = sh and proc.aname[2] = yum) | both",
                "proc.is_exe_upper_layer = true or proc.name = nc | both",
                "proc.name = nc and not fd.name startswith /etc | both",
                "proc.pname = val(proc.name) | tetragon",
                "evt.type = execve and evt.type != execveat | both",
            })
    void isAskedWhereItCanBeAnswered(String condition, String where) {
        RuleSet set = RuleTexts.standard(rule("r", "\"" + EXEC + "(" + condition + ")\""));
        assertThat(set.rejections()).isEmpty();
        assertThat(set.rules().getFirst().scope().datasets())
                .containsExactlyInAnyOrderElementsOf(
                        switch (where) {
                            case "auditd" -> List.of(ProcessEvent.AUDITD);
                            case "tetragon" -> List.of(ProcessEvent.TETRAGON);
                            default -> List.of(ProcessEvent.AUDITD, ProcessEvent.TETRAGON);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evt.type = openat | the system calls openat",
                "evt.type in (open, openat) and proc.name = cat | the system calls open, openat",
                "(evt.type = connect or evt.type = accept) and proc.name = nc | the system calls connect, accept",
                "evt.type = execve and evt.type = openat | the system calls",
                "evt.type = execve and proc.is_exe_upper_layer = true | carries proc.is_exe_upper_layer",
                "evt.type = execve and not proc.is_exe_upper_layer = true | carries proc.is_exe_upper_layer",
                "evt.type = execve and not container.mount.dest[/proc] in (N/A) | container.mount.dest[/proc]",
                "evt.type = execve and container.id = host and proc.tty = 0 | "
                        + "auditd_manager.auditd lacks container.id; cilium_tetragon.log lacks proc.tty",
                "evt.arg.flags contains EXE_WRITABLE | carries evt.arg.flags",
                "fd.name = /etc/shadow | carries fd.name",
                "proc.name = cat and fd.name = /etc/shadow | carries fd.name",
                "evt.is_open_write = true | carries evt.is_open_write",
                "proc.sid = 1 | carries proc.sid",
                "evt.rawres >= 0 | carries evt.rawres",
                "proc.name = val(proc.sname) | carries proc.sname",
            })
    void isRefusedWithWhatItWaitsFor(String condition, String reason) {
        RuleSet set = RuleTexts.standard(rule("r", "\"" + condition + "\"") + rule("good", "proc.name = nc"));
        assertThat(set.rules()).hasSize(1);
        assertThat(set.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.code()).isEqualTo(RejectionCode.NO_DATASET);
            assertThat(rejection.reason()).contains(reason);
            assertThat(rejection.title()).isEqualTo("r");
        });
    }

    @Test
    void aFieldThatFalcoDoesNotHaveIsNoQuestionOfDatasets() {
        for (String field : List.of("proc.nosuch", "container.nosuch", "evt.nosuch", "fd.nosuch", "ka.verb", "x.y")) {
            assertThat(RuleTexts.standard(rule("r", field + " = x")).rejections())
                    .extracting(Rejection::code)
                    .containsExactly(RejectionCode.UNKNOWN_FIELD);
        }
        String output = rule("r", "proc.name = nc").replace("output: o", "output: '%proc.nosuch'");
        assertThat(RuleTexts.standard(output).rejections())
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.reason()).contains("proc.nosuch"));
    }

    @Test
    void whatARuleDoesWithoutIsSaid() {
        assertThat(warnings("proc.name = nc and not proc.pname = sh"))
                .containsExactly(
                        "field-not-carried: auditd_manager.auditd does not carry proc.pname: what the rule excludes by"
                                + " it is not excluded there");
        assertThat(warnings("proc.name = nc or proc.pname = sh"))
                .containsExactly(
                        "field-not-carried: auditd_manager.auditd does not carry proc.pname: the rule matches there by"
                                + " its other parts only");
        assertThat(warnings("proc.env contains LD_PRELOAD"))
                .containsExactly("needs-setting: cilium_tetragon.log carries proc.env only with"
                        + " --enable-process-environment-variables");
        assertThat(warnings("proc.name = nc or proc.env contains LD_PRELOAD")).hasSize(1);
        assertThat(warnings("proc.name = nc")).isEmpty();
        assertThat(warnings("proc.name = nc and not evt.num = 0")).isEmpty();
        assertThat(warnings("proc.name = nc and not fd.name = x")).isEmpty();
    }

    @Test
    void aConditionThatIsFalseWhateverTheEventIsSaidToBe() {
        assertThat(warnings("evt.num = 0"))
                .containsExactly("can-never-match: the condition is false whatever the event: change its macros");
        assertThat(warnings("container.id exists and not container.id exists")).hasSize(1);
    }

    private static List<String> warnings(String condition) {
        RuleSet set = RuleTexts.standard(rule("r", "\"" + EXEC + "(" + condition + ")\""));
        assertThat(set.rejections()).isEmpty();
        return set.warnings().stream().map(ReachTest::text).toList();
    }

    private static String text(Warning warning) {
        return warning.code().text() + ": " + warning.reason();
    }
}
