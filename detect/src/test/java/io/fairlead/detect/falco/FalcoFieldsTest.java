// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import static io.fairlead.detect.falco.FalcoTexts.POD;
import static io.fairlead.detect.falco.FalcoTexts.holds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.Corpus;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.match.Match;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.FieldMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalcoFieldsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ka.auditid|a1",
                "ka.stage|ResponseComplete",
                "ka.auth.decision|allow",
                "ka.user.groups|(dev,ops)",
                "ka.impuser.name|root",
                "ka.uri.param[command]|sh",
                "ka.uri.param[\"dry run\"]|All x",
                "ka.target.pod.name|web",
                "ka.resp.name|web-1",
                "ka.sourceips[1]|10.0.0.1",
                "ka.req.pod.containers.image.repository|(registry.example:5000/team/web,nginx)",
                "ka.req.pod.containers.image.repository[1]|nginx",
                "ka.req.container.image.repository|registry.example:5000/team/web",
                "ka.req.container.privileged|true",
                "ka.req.pod.containers.privileged[1]|<NA>",
                "ka.req.pod.containers.args|(x,y)",
                "ka.req.pod.containers.host_port|(80,8080)",
                "ka.req.pod.containers.add_capabilities|(NET_ADMIN,SYS_TIME)",
                "ka.req.pod.containers.run_as_user|0",
                "ka.req.pod.containers.eff_run_as_user|(1000,0)",
                "ka.req.pod.containers.eff_run_as_group|(0,0)",
                "ka.req.pod.run_as_user|1000",
                "ka.req.pod.supplemental_groups|(5,6)",
                "ka.req.pod.host_network|true",
                "ka.req.pod.host_ipc|<NA>",
                "ka.req.pod.volumes.hostpath|/etc/kubernetes",
                "ka.req.pod.volumes.volume_type|(hostPath,secret)",
                "ka.req.volume.hostpath[/etc*]|true",
                "ka.req.volume.hostpath[/etc]|false",
                "jevt.value[/requestObject/spec/containers/1/image]|nginx",
                "jevt.value[/requestObject/spec/containers/0/ports]|[{\"hostPort\":80},{\"containerPort\":8080}]",
                "jevt.value[/annotations/authorization.k8s.io~1decision]|allow",
                "jevt.value[/requestObject/metadata/labels/app.kubernetes.io~1name]|web",
                "jevt.value[/user/extra/scopes.example.org~1x/0]|s1",
                "jevt.rawtime|1795359601250000000",
                "jevt.time|15:00:01.250000000",
                "evt.time.iso8601|2026-11-22T15:00:01.250Z",
                "toupper(ka.user.name)|ALICE",
            })
    void rendersInOutputs(String field, String shown) {
        String rule = FalcoTexts.rule("r", "ka.verb exists").replace("output: o", "output: '%" + field + " (100%)'");
        assertThat(FalcoTexts.matches(POD, rule)).extracting(Match::message).containsExactly(shown + " (100%)");
    }

    @Test
    void theWholeEventIsAValue() {
        String rule = FalcoTexts.rule("r", "jevt.obj contains '\"stage\":\"ResponseComplete\"'")
                .replace("output: o", "output: \"o %jevt.value[/objectRef]\"");
        assertThat(FalcoTexts.matches(POD, rule))
                .extracting(Match::message)
                .containsExactly("o {\"resource\":\"pods\",\"namespace\":\"shop\",\"name\":\"web\"}");
    }

    @Test
    void bindingsAndRolesAndServices() {
        String event = """
                {'requestObject':{'roleRef':{'name':'admin'},
                 'subjects':[{'kind':'User','name':'eve'},{'kind':'ServiceAccount','name':'sa','namespace':'ns'},
                             {'kind':'Group','name':'all'}],
                 'rules':[{'verbs':['get','list'],'resources':['pods/exec'],'apiGroups':['']},{'verbs':['*']}],
                 'spec':{'type':'NodePort','ports':[{'port':1}]},'data':{'password':'x'}}}
                """;
        for (String condition : List.of(
                "ka.req.binding.role = admin",
                "ka.req.binding.subjects.user_names in (eve)",
                "ka.req.binding.subjects.serviceaccount_names in (sa)",
                "ka.req.binding.subjects.serviceaccount_ns_names in ('ns:sa')",
                "ka.req.binding.subjects.group_names in (all)",
                "ka.req.role.rules.verbs intersects ('*')",
                "ka.req.role.rules.verbs in (get, list, '*')",
                "ka.req.role.rules.verbs[1] = '*'",
                "ka.req.role.rules.resources intersects (pods/exec)",
                "ka.req.role.rules.apiGroups in ('')",
                "ka.req.service.type = NodePort",
                "ka.req.service.ports[0] = '{\"port\":1}'",
                "ka.req.configmap.obj contains password")) {
            assertThat(holds(condition, event)).as(condition).isTrue();
        }
        assertThat(holds("ka.req.role.rules.verbs in (get, list)", event)).isFalse();
        assertThat(holds("ka.req.role.rules.verbs[0] = '*'", event)).isFalse();
    }

    @Test
    void readsThePipelinesDocuments() {
        RuleSet set = RuleTexts.standard(FalcoTexts.rule(
                "r",
                "ka.auth.decision=allow and jevt.value[/annotations/authorization.k8s.io~1decision]=allow"
                        + " and ka.cluster.name=c1 and not jevt.obj contains flattened"));
        String document = """
                {'orchestrator':{'cluster':{'name':'c1'}},'kubernetes':{'audit':{
                 'annotations':{'authorization_k8s_io/decision':'allow'},'flattened':{'x':1}}}}
                """.replace('\'', '"');
        RuleMatcher matcher = RuleMatcher.compile(set);
        assertThat(set.rejections()).isEmpty();
        assertThat(matcher.match("kubernetes.audit_logs", true, RuleTexts.document(document)))
                .hasSize(1);
        assertThat(matcher.match("falco.alerts", true, RuleTexts.document(document)))
                .isEmpty();
        assertThat(matcher.match("kubernetes.audit_logs", false, RuleTexts.document(document)))
                .as("no stage is named: only the decisive record is judged")
                .isEmpty();
    }

    @Test
    void aConditionThatNamesTheStageJudgesEveryRecord() {
        String macros = "- macro: kevt\n  condition: (jevt.value[/stage] in (stages))\n"
                + "- list: stages\n  items: [ResponseStarted]\n";
        RuleSet set = RuleTexts.standard(macros
                + FalcoTexts.rule("a", "kevt")
                + FalcoTexts.rule("b", "ka.stage = x")
                + FalcoTexts.rule("c", "ka.verb=x"));
        assertThat(set.rules()).extracting(rule -> rule.namesStage()).containsExactly(true, true, false);
    }

    @Test
    void explainsByFieldOperatorAndMacro() {
        String macro = "- macro: allowed\n  condition: ka.user.groups intersects (g)\n- list: g\n  items: [ops, x]\n";
        List<FieldMatch> matches = FalcoTexts.matches(
                        POD, macro + FalcoTexts.rule("r", "ka.user.name startswith al and allowed and not ka.verb=get"))
                .getFirst()
                .matches();
        assertThat(matches)
                .extracting(
                        FieldMatch::getSelection,
                        FieldMatch::getField,
                        FieldMatch::getOperator,
                        FieldMatch::getPattern,
                        FieldMatch::getValue)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "condition", "ka.user.name", "startswith|cased", "al", "alice"),
                        org.assertj.core.groups.Tuple.tuple("allowed", "ka.user.groups", "in", "ops, x", "ops"));
    }

    @Test
    void knowsEveryPublishedField() throws IOException {
        List<String> lines = Files.readAllLines(Corpus.path("falco-k8s-audit/k8saudit-fields.tsv"));
        List<String> rules = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t");
            String argument = columns[2].startsWith("Key") ? "[k]" : "";
            rules.add(FalcoTexts.rule(columns[0], columns[0] + argument + " exists"));
            if (columns[2].equals("Index")) {
                rules.add(FalcoTexts.rule(columns[0] + "[0]", columns[0] + "[0] = x"));
            }
            String scalar = columns[1].contains("list") && !columns[0].startsWith("jevt") ? " in (x)" : " = x";
            rules.add(FalcoTexts.rule(columns[0] + " compared", columns[0] + argument + scalar));
        }
        RuleSet set = FalcoTexts.asIs(String.join("", rules));
        assertThat(set.rejections()).isEmpty();
        assertThat(set.rules()).hasSameSizeAs(rules).hasSizeGreaterThan(200);
    }
}
