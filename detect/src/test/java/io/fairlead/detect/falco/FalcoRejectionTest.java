// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import static io.fairlead.detect.falco.FalcoTexts.POD;
import static io.fairlead.detect.falco.FalcoTexts.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FalcoRejectionTest {
    private static final String GOOD = rule("good", "ka.verb=create");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ka.verb",
                "ka.verb =",
                "ka.verb = create and",
                "and ka.verb = create",
                "ka.verb = create or or ka.verb = get",
                "ka.verb = create ka.verb = get",
                "(ka.verb = create",
                "ka.verb = create)",
                "((ka.verb = create) and ka.verb = get",
                "not",
                "not and ka.verb = x",
                "()",
                "ka.verb equals create",
                "ka.verb =~ create",
                "ka.verb === create",
                "ka.verb <> create",
                "ka.verb is create",
                "ka.verb startwith create",
                "ka.verb CONTAINS create",
                "ka.verb matches create",
                "ka.verb in (create",
                "ka.verb in (create,",
                "ka.verb in (,create)",
                "ka.verb in (create get)",
                "ka.verb in create, get",
                "ka.verb intersects",
                "ka.verb pmatch",
                "ka.verb = 'create",
                "ka.verb = \"create",
                "ka.verb = cre'ate",
                "ka.verb = (create)",
                "ka.verb = a=b",
                "ka.verb < create",
                "ka.verb >= '5'",
                "ka.verb > 5x",
                "ka.verb exists create",
                "verb = create",
                "ka. = create",
                "ka..verb = create",
                "ka.verb. = create",
                ".verb = create",
                "5 = 5",
                "'ka.verb' = create",
                "ka.uri.param[command = x",
                "ka.uri.param[] = x",
                "ka.uri.param = x",
                "ka.uri.param['command] = x",
                "ka.verb[0] = x",
                "ka.req.pod.containers.image[x] = y",
                "ka.req.pod.containers.image[-1] = y",
                "ka.req.pod.containers.image = nginx",
                "ka.req.pod.containers.image != nginx",
                "ka.user.groups contains x",
                "ka.user.groups > 5",
                "ka.user.groups[0] = x",
                "ka.nosuch = x",
                "ka.req.pod.containers.nosuch in (x)",
                "kA.verb = x",
                "proc.name = bash",
                "fd.name startswith /etc",
                "jevt.nosuch exists",
                "evt.arg.flags = x",
                "nosuchmacro",
                "ka.verb = x and nosuchmacro",
                "known(ka.verb)",
                "size(ka.verb) > 3",
                "len(ka.user.groups, ka.verb) > 3",
                "concat(ka.verb, ka.uri) = x",
                "tolower(ka.verb = x",
                "tolower() = x",
                "tolower(toupper(ka.verb) = x",
                "ka.verb = val(ka.uri",
                "ka.verb = val()",
                "ka.verb = val(ka.nosuch)",
                "ka.verb = val(ka.user.groups)",
                "ka.verb in val(ka.user.groups)",
                "ka.verb regex val(ka.uri)",
                "ka.verb glob tolower(ka.uri)",
                "val(ka.verb) = x",
                "ka.verb regex '('",
                "ka.verb regex '(?=a)a'",
                "ka.verb regex 'a)(b'",
                "ka.verb glob '@(a|b)'",
                "ka.verb bcontains xyz",
                "ka.verb bcontains abc",
                "ka.verb bcontains ff",
                "ka.verb = create; ka.verb = get",
                "ka.verb = create && ka.verb = get",
                "ka.verb = create || ka.verb = get",
                "!ka.verb = create",
                "ka.verb not in (create)"
            })
    void aConditionThatIsNotUnderstoodCostsItsRuleOnly(String condition) {
        RuleSet set = FalcoTexts.asIs(rule("bad", "'" + condition.replace("'", "''") + "'") + GOOD);
        assertThat(set.rules()).extracting(one -> one.info().title()).containsExactly("good");
        assertThat(set.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.title()).isEqualTo("bad");
            assertThat(rejection.id()).isEqualTo(FalcoCompilation.id("bad"));
            assertThat(rejection.line()).isEqualTo(3);
            assertThat(rejection.file()).isEqualTo("rules/0.yml");
            assertThat(rejection.reason()).isNotBlank();
        });
    }

    static Stream<String> badEntries() {
        return Stream.of(
                GOOD.replace("  desc: d\n", "").replace("good", "bad"),
                GOOD.replace("  condition: ka.verb=create\n", "").replace("good", "bad"),
                GOOD.replace("  output: o\n", "").replace("good", "bad"),
                GOOD.replace("  priority: WARNING\n", "").replace("good", "bad"),
                GOOD.replace("WARNING", "SEVERE").replace("good", "bad"),
                GOOD.replace("condition: ka.verb=create", "condition: [ka.verb=create]")
                        .replace("good", "bad"),
                GOOD.replace("condition: ka.verb=create", "condition: ''").replace("good", "bad"),
                GOOD.replace("condition:", "conditions:").replace("good", "bad"),
                GOOD.replace("good", "bad") + "  exeptions: []\n",
                GOOD.replace("good", "bad") + "  tags: k8s\n",
                GOOD.replace("good", "bad") + "  tags: [[k8s]]\n",
                GOOD.replace("good", "bad") + "  enabled: yes please\n",
                GOOD.replace("output: o", "output: '%ka.nosuch'").replace("good", "bad"),
                GOOD.replace("output: o", "output: '%ka.uri.param'").replace("good", "bad"),
                GOOD.replace("output: o", "output: '%nosuch(ka.verb)'").replace("good", "bad"),
                GOOD.replace("good", "bad") + "  exceptions: {name: e}\n",
                GOOD.replace("good", "bad") + "  exceptions: [e]\n",
                GOOD.replace("good", "bad") + "  exceptions: [{fields: ka.verb}]\n",
                GOOD.replace("good", "bad") + "  exceptions: [{name: e}]\n",
                GOOD.replace("good", "bad") + "  exceptions: [{name: e, fields: [ka.verb], comps: in}]\n",
                GOOD.replace("good", "bad") + "  exceptions: [{name: e, fields: [ka.verb, ka.uri], comps: [in]}]\n",
                GOOD.replace("good", "bad") + "  exceptions: [{name: e, fields: [ka.verb], comps: [like]}]\n",
                GOOD.replace("good", "bad") + "  exceptions: [{name: e, fields: [ka.verb], values: [x]}]\n",
                GOOD.replace("good", "bad") + "  exceptions: [{name: e, fields: [ka.verb], values: [[x, y]]}]\n",
                GOOD.replace("good", "bad") + "  exceptions: [{name: e, fields: nosuch, values: [x]}]\n",
                GOOD.replace("good", "bad") + "  exceptions: [{name: e, fields: ka.nosuch, values: [x]}]\n",
                GOOD.replace("good", "bad") + "  exceptions: [{name: e, field: ka.verb, values: [x]}]\n",
                "- rule: none\n  append: true\n  condition: and ka.verb=x\n",
                "- rule: none\n  enabled: false\n",
                "- rule: none\n  condition: ka.verb=x\n  override: {condition: replace}\n",
                "- rule: good\n  append: true\n",
                "- rule: good\n  append: true\n  priority: ERROR\n  condition: or ka.verb=x\n",
                "- rule: good\n  condition: ka.verb=x\n  override: {condition: add}\n",
                "- rule: good\n  priority: ERROR\n  override: {priority: append}\n",
                "- rule: good\n  condition: ka.verb=x\n  priority: ERROR\n  override: {condition: replace}\n",
                "- rule: good\n  override: {condition: replace}\n",
                "- rule: good\n  condition: ka.verb=x\n  append: true\n  override: {condition: replace}\n",
                "- rule: good\n  source: syscall\n  override: {source: replace}\n",
                "- macro: m\n",
                "- macro: m\n  condition: ka.verb =\n",
                "- macro: none\n  append: true\n  condition: or ka.verb=x\n",
                "- macro: m\n  conditions: ka.verb=x\n",
                "- list: l\n",
                "- list: l\n  items: a\n",
                "- list: l\n  items: [{a: b}]\n",
                "- list: none\n  append: true\n  items: [a]\n",
                "- list: l\n  item: [a]\n",
                "- required_engine_version: soon\n",
                "- required_engine_version: [1]\n",
                "- required_engine_version: 10\n  condition: ka.verb = x\n",
                "- required_plugin_versions: json\n",
                "- required_plugin_versions: [json]\n",
                "- required_plugin_versions: [{name: json}]\n",
                "- required_plugin_versions: [{name: json, version: x}]\n",
                "- required_plugin_versions: [{name: json, version: 0.1.0, alternatives: [{name: j}]}]\n",
                "- something: else\n",
                "- text\n",
                "- [a]\n",
                "- rule: [x]\n",
                "- rule: dup\n  desc: a\n  desc: b\n",
                "- rule: !!java.util.Date x\n");
    }

    @ParameterizedTest
    @MethodSource("badEntries")
    void anEntryThatIsNotUnderstoodCostsItselfOnly(String entry) {
        RuleSet set = FalcoTexts.asIs(GOOD + entry);
        assertThat(set.rules()).extracting(one -> one.info().title()).containsExactly("good");
        assertThat(set.rejections()).as(entry).isNotEmpty().allSatisfy(rejection -> {
            assertThat(rejection.line()).isGreaterThan(6);
            assertThat(rejection.reason()).isNotBlank();
        });
    }

    @Test
    void recursionIsRefused() {
        assertThat(code("- macro: a\n  condition: b\n- macro: b\n  condition: (a)\n" + rule("r", "a")))
                .containsExactly(RejectionCode.RECURSION);
        assertThat(code("- macro: a\n  condition: not a\n" + rule("r", "a"))).containsExactly(RejectionCode.RECURSION);
        assertThat(code("- list: a\n  items: [b]\n- list: b\n  items: [a]\n" + rule("r", "ka.verb in (a)")))
                .containsExactly(RejectionCode.RECURSION);
    }

    @Test
    void whatGrowsWithoutEndIsBounded() {
        StringBuilder doubling = new StringBuilder("- macro: m0\n  condition: ka.verb=x\n");
        for (int i = 1; i < 40; i++) {
            doubling.append("- macro: m%d\n  condition: m%d and m%d\n".formatted(i, i - 1, i - 1));
        }
        assertThat(code(doubling + rule("r", "m39"))).containsExactly(RejectionCode.TOO_LARGE);
        StringBuilder chain = new StringBuilder("- macro: m0\n  condition: ka.verb=x\n");
        for (int i = 1; i < 100; i++) {
            chain.append("- macro: m%d\n  condition: m%d\n".formatted(i, i - 1));
        }
        assertThat(code(chain + rule("r", "m99"))).containsExactly(RejectionCode.RECURSION);
        assertThat(code(rule("r", "(".repeat(5_000) + "ka.verb=x" + ")".repeat(5_000))))
                .containsExactly(RejectionCode.BAD_CONDITION);
        assertThat(code("[".repeat(5_000) + "\n- rule: x\n")).isNotEmpty();
        StringBuilder deep = new StringBuilder("- macro: m0\n  condition: ka.verb=x\n");
        for (int i = 1; i < 45; i++) {
            deep.append("- macro: m%d\n  condition: %sm%d%s\n"
                    .formatted(i, "not (ka.verb=y and ".repeat(90), i - 1, ")".repeat(90)));
        }
        assertThat(code(deep + rule("r", "m44"))).containsExactly(RejectionCode.TOO_LARGE);
        String items = String.join(
                ", ", IntStream.range(0, 5_000).mapToObj(i -> "i" + i).toList());
        assertThat(code("- list: l\n  items: [" + items + "]\n" + rule("r", "ka.verb in (l)")))
                .isEmpty();
    }

    @Test
    void sourcesWithoutADatasetAreRefusedWithTheirName() {
        assertThat(RuleTexts.standard(rule("r", "github.type = push").replace("k8s_audit", "github"))
                        .rejections())
                .singleElement()
                .satisfies(rejection -> {
                    assertThat(rejection.code()).isEqualTo(RejectionCode.NO_DATASET);
                    assertThat(rejection.code().text()).isEqualTo("no-dataset");
                    assertThat(rejection.reason()).contains("'github'");
                });
        assertThat(RuleTexts.standard(rule("r", "x.y = z").replace("k8s_audit", "kernel_of_another"))
                        .rejections())
                .extracting(Rejection::reason)
                .containsExactly("no dataset carries events of the source 'kernel_of_another'");
    }

    @Test
    void aMacrosErrorNamesTheMacro() {
        List<Rejection> rejections = FalcoTexts.asIs(
                        rule("r", "m"), "- list: x\n  items: []\n- macro: m\n  condition: ka.verb =\n")
                .rejections();
        assertThat(rejections).hasSize(2);
        assertThat(rejections.getFirst())
                .satisfies(macro -> assertThat(macro.title()).isEqualTo("macro m"))
                .satisfies(macro -> assertThat(macro.line()).isEqualTo(4));
        assertThat(rejections.getLast().reason()).contains("macro 'm' (rules/1.yml, line 4)");
    }

    @Test
    void sigmaAndFalcoFilesStandSideBySide() {
        RuleSet set = RuleSetCompiler.asIs()
                .compile(RuleTexts.files(
                        RuleTexts.rule("s: {verb: create}\ncondition: s"), "# c\n---\n" + GOOD, "- a\n- b\n"));
        assertThat(set.rules()).extracting(one -> one.info().language()).containsExactly("sigma", "falco");
        assertThat(set.rejections()).extracting(Rejection::code).containsExactly(RejectionCode.UNKNOWN_LANGUAGE);
    }

    @Test
    void noMutationThrows() {
        String model = GOOD + "- macro: m\n  condition: (ka.verb in (l) and not ka.uri glob '/a*')\n"
                + "- list: l\n  items: [create, 'x y']\n" + rule("r", "m or jevt.value[/a/b] exists")
                + "  exceptions:\n  - name: e\n    fields: [ka.verb]\n    comps: [in]\n    values:\n    - [[a, l]]\n";
        List<String> cuts = new ArrayList<>();
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(model);
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "()[]{}'\":,-=%\\ \n".charAt(random.nextInt(16)));
                    default -> text.setLength(Math.max(1, at));
                }
            }
            cuts.add(text.toString());
        }
        for (String text : cuts) {
            RuleSet set = RuleSetCompiler.asIs().compile(RuleTexts.files(text));
            io.fairlead.detect.match.RuleMatcher.compile(set)
                    .match("any", true, RuleTexts.document(POD.replace('\'', '"')));
        }
        assertThat(cuts).hasSize(2_000);
    }

    private static List<RejectionCode> code(String file) {
        return FalcoTexts.asIs(file).rejections().stream().map(Rejection::code).toList();
    }
}
