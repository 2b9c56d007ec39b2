// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.rule.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules with one mistake each: all refused, each with its place, and none costs another rule. */
class MutatedRulesTest {
    private static final List<String> CONDITIONS = List.of(
            "proc.name = nc and (proc.args contains -e or proc.args startswith \"-c \")",
            "evt.type in (execve, execveat) and not proc.pname in (sh, \"b c\") and proc.aname[2] != cron",
            "tolower(proc.name) = nc or (proc.exepath glob /tmp/* and not proc.cwd pmatch (/usr, /bin))",
            "proc.cmdline regex 'a+b?' and proc.cmdnargs >= 3 and container.id != host",
            "known_process and proc.tty = 0 and (user.name exists or proc.env[HOME] icontains root)");

    private static final String KNOWN =
            "- macro: known_process\n  condition: (proc.name in (known_names))\n- list: known_names\n  items: [nc, ncat]\n";

    @Test
    void twoHundredMistakesAreAllRefused() {
        Set<String> mutants = new LinkedHashSet<>();
        for (String condition : CONDITIONS) {
            parentheses(condition, mutants);
            quotes(condition, mutants);
            replaced(condition, " contains ", " contain ", " contains= ", " has ", mutants);
            replaced(condition, " startswith ", " startwith ", " beginswith ", " starts with ", mutants);
            replaced(condition, " and ", " && ", " und ", " and and ", mutants);
            replaced(condition, " and ", " AND ", " , ", " and or ", mutants);
            replaced(condition, " or ", " || ", " oder ", " or or ", mutants);
            replaced(condition, " in (", " in [", " inside (", " not in (", mutants);
            replaced(condition, " = ", " =~ ", " === ", " := ", mutants);
            replaced(condition, " = ", " is ", " = = ", " <> ", mutants);
            replaced(condition, " != ", " !== ", " ! ", " =! ", mutants);
            replaced(condition, " >= 3", " >= three", " => 3", " >= '3'", mutants);
            replaced(condition, " glob ", " globs ", " like ", " GLOB ", mutants);
            replaced(condition, " pmatch ", " pmatches ", " match ", " pmatch = ", mutants);
            replaced(condition, " regex 'a+b?'", " regex '('", " regex 'a)('", " regexp 'a'", mutants);
            replaced(condition, " exists", " exist", " exists x", " EXISTS", mutants);
            replaced(condition, "proc.name", "proc.nane", "proc..name", "proc.name[0]", mutants);
            replaced(condition, "proc.args", "proc.arg", "proc.args.", "ka.verb", mutants);
            replaced(condition, "proc.cmdline", "proc.cmd_line", "procs.cmdline", "proc.cmdline[x]", mutants);
            replaced(condition, "evt.type", "evt.typ", "event.type", "evt.type()", mutants);
            replaced(condition, "proc.aname[2]", "proc.aname[-2]", "proc.aname[two]", "proc.aname[2", mutants);
            replaced(condition, "proc.env[HOME]", "proc.env[HOME", "proc.env[]", "proc.envs[HOME]", mutants);
            replaced(condition, "tolower(", "lower(", "TOLOWER(", "tolower", mutants);
            replaced(condition, "known_process", "unknown_process", "known.process", "known_process()", mutants);
            replaced(condition, "not ", "no ", "NOT ", "! ", mutants);
            replaced(condition, ", ", ",, ", " ", " , , ", mutants);
            for (String end :
                    List.of(" and", " or", " not", " and not", " (", " =", " proc.name", " and 5", " and ()")) {
                mutants.add(condition + end);
            }
            for (String start : List.of("and ", "or ", ") ", "= ", "nosuch and ", "'x' and ")) {
                mutants.add(start + condition);
            }
        }
        assertThat(mutants).hasSizeGreaterThanOrEqualTo(200);
        List<String> accepted = new ArrayList<>();
        for (String mutant : mutants) {
            String bad = SystemCallFieldsTest.rule("bad", "'" + mutant.replace("'", "''") + "'");
            RuleSet set = RuleTexts.asIs(KNOWN
                    + bad
                    + SystemCallFieldsTest.rule("good", CONDITIONS.getFirst().replace("\"", "'")));
            if (set.rules().size() != 1 || set.rejections().size() != 1) {
                accepted.add(mutant);
                continue;
            }
            assertThat(set.rules().getFirst().info().title()).isEqualTo("good");
            assertThat(set.rejections().getFirst()).as(mutant).satisfies(rejection -> {
                assertThat(rejection.title()).isEqualTo("bad");
                assertThat(rejection.file()).isEqualTo("rules/0.yml");
                assertThat(rejection.line()).isEqualTo(7);
                assertThat(rejection.reason()).isNotBlank();
            });
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void theRulesThemselvesAreAccepted() {
        for (String condition : CONDITIONS) {
            RuleSet set =
                    RuleTexts.asIs(KNOWN + SystemCallFieldsTest.rule("r", "'" + condition.replace("'", "''") + "'"));
            assertThat(set.rejections()).as(condition).isEmpty();
            assertThat(set.rules()).hasSize(1);
        }
    }

    /** Whatever becomes of a file, every rule of it runs or is rejected, and nothing is thrown. */
    @Test
    void noDamageThrows() {
        StringBuilder whole = new StringBuilder(KNOWN);
        for (int i = 0; i < CONDITIONS.size(); i++) {
            whole.append(
                    SystemCallFieldsTest.rule("r" + i, "'" + CONDITIONS.get(i).replace("'", "''") + "'"));
        }
        int rejected = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(whole);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "()[]{}'\":,-=%\\ \n|&*!".charAt(random.nextInt(20)));
                    default -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
                }
            }
            RuleSet set = RuleTexts.standard(text.toString());
            assertThat(set.rejections())
                    .as("seed %s", seed)
                    .allSatisfy(rejection -> assertThat(rejection.reason()).isNotBlank());
            rejected += set.rejections().size();
        }
        assertThat(rejected).isGreaterThan(500);
    }

    /** One parenthesis less or more, wherever it stands. */
    private static void parentheses(String condition, Set<String> mutants) {
        for (int i = 0; i < condition.length(); i++) {
            char c = condition.charAt(i);
            if (c == '(' || c == ')') {
                mutants.add(condition.substring(0, i) + condition.substring(i + 1));
                mutants.add(condition.substring(0, i) + c + condition.substring(i));
            }
        }
    }

    private static void quotes(String condition, Set<String> mutants) {
        for (int i = 0; i < condition.length(); i++) {
            if (condition.charAt(i) == '"' || condition.charAt(i) == '\'') {
                mutants.add(condition.substring(0, i) + condition.substring(i + 1));
            }
        }
    }

    private static void replaced(
            String condition, String good, String first, String second, String third, Set<String> mutants) {
        int at = condition.indexOf(good);
        if (at >= 0) {
            for (String bad : List.of(first, second, third)) {
                mutants.add(condition.substring(0, at) + bad + condition.substring(at + good.length()));
            }
        }
    }
}
