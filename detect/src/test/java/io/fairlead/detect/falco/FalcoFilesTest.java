// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import static io.fairlead.detect.falco.FalcoTexts.POD;
import static io.fairlead.detect.falco.FalcoTexts.names;
import static io.fairlead.detect.falco.FalcoTexts.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Level;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.detect.rule.Warning;
import io.fairlead.detect.rule.WarningCode;
import org.junit.jupiter.api.Test;

class FalcoFilesTest {
    private static final String LIST = "- list: users\n  items: [bob]\n";
    private static final String MACRO = "- macro: known\n  condition: (ka.user.name in (users))\n";
    private static final String KNOWN = rule("r", "known");

    @Test
    void listsAndMacrosBindAfterAllFilesAreLoaded() {
        assertThat(names(POD, KNOWN, MACRO, LIST)).isEmpty();
        assertThat(names(POD, KNOWN, MACRO, "- list: users\n  items: [alice]\n"))
                .containsExactly("r");
        assertThat(names(POD, KNOWN, MACRO, LIST, "- list: users\n  append: true\n  items: [alice]\n"))
                .containsExactly("r");
        assertThat(names(POD, KNOWN, MACRO, LIST, "- list: users\n  items: [alice]\n  override: {items: append}\n"))
                .containsExactly("r");
        assertThat(names(POD, KNOWN, MACRO, LIST, "- macro: known\n  condition: ka.verb=create\n"))
                .containsExactly("r");
    }

    @Test
    void theOrderOfOverridesCounts() {
        String replace = "- list: users\n  items: [carol]\n  override: {items: replace}\n";
        String append = "- list: users\n  items: [alice]\n  override: {items: append}\n";
        assertThat(names(POD, KNOWN, MACRO, LIST, append, replace)).isEmpty();
        assertThat(names(POD, KNOWN, MACRO, LIST, replace, append)).containsExactly("r");
    }

    @Test
    void conditionsAreAppendedAsText() {
        String base = rule("r", "ka.verb=get");
        assertThat(names(POD, base)).isEmpty();
        assertThat(names(POD, base, "- rule: r\n  append: true\n  condition: or ka.user.name=alice\n"))
                .containsExactly("r");
        assertThat(names(POD, base, "- rule: r\n  condition: or ka.user.name=alice\n  override: {condition: append}\n"))
                .containsExactly("r");
        assertThat(names(POD, base, "- rule: r\n  condition: ka.user.name=alice\n  override: {condition: replace}\n"))
                .containsExactly("r");
        assertThat(names(
                        POD,
                        "- macro: m\n  condition: ka.verb=get\n" + rule("r", "m"),
                        "- macro: m\n  append: true\n  condition: or ka.user.name=alice\n"))
                .containsExactly("r");
    }

    @Test
    void overridesEachKeyAsItSays() {
        String change = "- rule: r\n  output: and %ka.verb\n  priority: ERROR\n  tags: [b]\n  desc: new\n"
                + "  override: {output: append, priority: replace, tags: append, desc: replace}\n";
        RuleSet set = FalcoTexts.asIs(rule("r", "ka.verb exists") + "  tags: [a]\n", change);
        RuleInfo info = set.rules().getFirst().info();
        assertThat(set.rejections()).isEmpty();
        assertThat(info.level()).isEqualTo(Level.HIGH);
        assertThat(info.grade()).isEqualTo("ERROR");
        assertThat(info.tags()).containsExactly("a", "b");
        assertThat(info.description()).isEqualTo("new");
        assertThat(FalcoTexts.matches(POD, rule("r", "ka.verb exists"), change)
                        .getFirst()
                        .message())
                .isEqualTo("o and create");
    }

    @Test
    void aLaterRuleOfTheSameNameReplacesTheEarlier() {
        RuleSet set =
                FalcoTexts.asIs(rule("r", "ka.verb=create"), rule("s", "ka.verb=create"), rule("r", "ka.verb=get"));
        assertThat(set.rules()).extracting(rule -> rule.info().title()).containsExactly("r", "s");
        assertThat(set.rules().getFirst().info().file()).isEqualTo("rules/2.yml");
        assertThat(names(POD, rule("r", "ka.verb=create"), rule("r", "ka.verb=get")))
                .isEmpty();
    }

    @Test
    void allMatchesFire() {
        assertThat(names(POD, rule("a", "ka.verb=create") + rule("b", "ka.verb=create") + rule("c", "ka.verb=get")))
                .containsExactly("a", "b");
    }

    @Test
    void anUnknownWordInAListIsALiteralAndAQuotedNameIsNoList() {
        assertThat(names(POD, rule("r", "ka.user.name in (no_such_list, alice)")))
                .containsExactly("r");
        String lists = "- list: alice\n  items: [bob]\n- list: outer\n  items: [alice, carol]\n";
        assertThat(names(POD, lists, rule("r", "ka.user.name in (outer)"))).isEmpty();
        assertThat(names(POD, lists, rule("r", "ka.user.name in ('alice')"))).containsExactly("r");
        assertThat(names(
                        POD,
                        "- list: outer\n  items: ['\"alice\"']\n- list: alice\n  items: []\n"
                                + rule("r", "ka.user.name in (outer)")))
                .containsExactly("r");
        assertThat(names(POD, "- list: alice\n  items: [alice, x]\n" + rule("r", "ka.user.name in (alice)")))
                .as("its own name among a list's items is a value")
                .containsExactly("r");
        assertThat(names(POD, rule("r", "ka.user.name in alice"))).containsExactly("r");
    }

    @Test
    void exceptionsTakeTuplesListsAndSingleFields() {
        String base = rule("r", "ka.verb=create or ka.verb=get");
        assertThat(names(POD, base + exception("fields: [ka.user.name, ka.verb]", "[[alice, create]]")))
                .isEmpty();
        assertThat(names(POD, base + exception("fields: [ka.user.name, ka.verb]", "[[alice, get], [bob, create]]")))
                .containsExactly("r");
        assertThat(names(
                        POD,
                        base
                                + exception(
                                        "fields: [ka.user.name, ka.verb]\n    comps: [startswith, in]",
                                        "[[al, [get, create]]]")))
                .isEmpty();
        assertThat(names(POD, base + exception("fields: ka.user.name", "[bob, alice]")))
                .isEmpty();
        assertThat(names(POD, base + exception("fields: ka.user.name", "[bob]")))
                .containsExactly("r");
        assertThat(names(POD, base + exception("fields: ka.user.name\n    comps: startswith", "[x, al]")))
                .isEmpty();
        assertThat(names(POD, base + exception("fields: ka.user.name", "[users]"), "- list: users\n  items: [alice]\n"))
                .isEmpty();
        assertThat(names(
                        POD,
                        base + exception("fields: [ka.user.name]\n    comps: [in]", "[[(users)]]"),
                        "- list: users\n  items: [alice]\n"))
                .isEmpty();
        assertThat(names(POD, base + "  exceptions:\n  - name: e\n    fields: ka.user.name\n"))
                .as("without values it excepts nothing")
                .containsExactly("r");
    }

    @Test
    void exceptionsAreAppendedByName() {
        String base = rule("r", "ka.verb=create") + exception("fields: [ka.user.name, ka.verb]", "[[bob, create]]");
        assertThat(names(POD, base)).containsExactly("r");
        String values = "  exceptions:\n  - name: e\n    values: [[alice, create]]\n";
        assertThat(names(POD, base, "- rule: r\n  append: true\n" + values)).isEmpty();
        assertThat(names(POD, base, "- rule: r\n" + values + "  override: {exceptions: append}\n"))
                .isEmpty();
        String other = "  exceptions:\n  - name: f\n    fields: ka.verb\n    values: [create]\n";
        assertThat(names(POD, base, "- rule: r\n  append: true\n" + other)).isEmpty();
        assertThat(names(
                        POD,
                        rule("r", "ka.verb=create") + exception("fields: ka.verb", "[create]"),
                        "- rule: r\n" + other.replace("create", "get") + "  override: {exceptions: replace}\n"))
                .containsExactly("r");
    }

    @Test
    void disabledRulesAreCompiledButNeverAsked() {
        RuleSet set = RuleTexts.standard(rule("r", "ka.verb=create") + "  enabled: false\n");
        assertThat(set.rejections()).isEmpty();
        assertThat(set.rules()).extracting(DetectionRule::scope).allMatch(scope -> scope.isEmpty());
        assertThat(set.warnings()).extracting(Warning::code).containsExactly(WarningCode.DISABLED);
        String off = rule("r", "ka.verb=create") + "  enabled: false\n";
        assertThat(names(POD, off)).isEmpty();
        assertThat(names(POD, off, "- rule: r\n  enabled: true\n")).containsExactly("r");
        assertThat(names(POD, off, "- rule: r\n  enabled: true\n  override: {enabled: replace}\n"))
                .containsExactly("r");
        assertThat(names(POD, rule("r", "ka.verb=create"), "- rule: r\n  enabled: false\n"))
                .isEmpty();
        assertThat(names(POD, off, "- rule: r\n  enabled: Yes\n")).containsExactly("r");
        assertThat(names(POD, rule("r", "ka.verb=create"), "- rule: r\n  enabled: off\n"))
                .isEmpty();
    }

    @Test
    void rulesSayWhoTheyAre() {
        RuleSet set = RuleTexts.standard("- required_engine_version: 0.57.0\n- required_plugin_versions:\n"
                + "  - {name: k8saudit, version: 0.18.0}\n" + rule("A name", "ka.verb=get") + "  tags: [k8s]\n");
        RuleInfo info = set.rules().getFirst().info();
        assertThat(set.rejections()).isEmpty();
        assertThat(info.id()).startsWith("falco-").isEqualTo(FalcoCompilation.id("A name"));
        assertThat(info.title()).isEqualTo("A name");
        assertThat(info.language()).isEqualTo("falco");
        assertThat(info.level()).isEqualTo(Level.MEDIUM);
        assertThat(info.grade()).isEqualTo("WARNING");
        assertThat(info.tags()).containsExactly("k8s");
        assertThat(info.line()).isEqualTo(4);
        assertThat(info.hash()).hasSize(64);
        String changed = RuleTexts.standard(rule("A name", "m") + "- macro: m\n  condition: ka.verb=list\n")
                .rules()
                .getFirst()
                .info()
                .hash();
        String same = RuleTexts.standard(rule("A name", "m") + "- macro: m\n  condition: (ka.verb = list)\n")
                .rules()
                .getFirst()
                .info()
                .hash();
        assertThat(changed).isNotEqualTo(info.hash()).isEqualTo(same);
    }

    private static String exception(String fields, String values) {
        return "  exceptions:\n  - name: e\n    " + fields + "\n    values: " + values + "\n";
    }
}
