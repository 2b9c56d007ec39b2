// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The matcher and the reference agree on Falco's rules: parts kept in the scan, and parts looked up in the tree. */
final class FalcoRulesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> CHECKS = List.of(
            "ka.verb = create",
            "ka.verb != get",
            "ka.user.groups in (a, b)",
            "ka.user.groups intersects (a, c)",
            "ka.req.pod.containers.image.repository in (nginx, a)",
            "ka.req.pod.containers.image[1] startswith n",
            "ka.req.pod.containers.privileged intersects (true)",
            "ka.req.pod.containers.eff_run_as_user in (0, 7)",
            "ka.req.pod.volumes.hostpath pmatch (/etc, /var)",
            "ka.req.role.rules.verbs intersects (a, '*')",
            "jevt.value[/requestObject/spec/containers/0/image] exists",
            "jevt.value[/annotations/a.b] = create",
            "jevt.value[/requestObject/spec] contains nginx",
            "jevt.obj icontains NGINX",
            "ka.response.code >= 200",
            "ka.uri.param[command] = a");

    @Test
    void agreesOnRecordedAuditEvents() throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        List<String> lines = Files.readAllLines(Corpus.assumePresent("captures/attack-a/audit.log"));
        for (int i = 0; i < lines.size(); i += 3) {
            documents.add(JSON.readTree(lines.get(i)));
        }
        byte[] rules = Files.readAllBytes(Corpus.assumePresent("falco-k8s-audit/rules/k8s_audit_rules.yaml"));
        RuleSet set = RuleSetCompiler.asIs().compile(List.of(RuleManifests.file("k8s.yaml", rules)));
        assertThat(compare(set, documents)).isGreaterThan(50);
    }

    @Test
    void agreesOnRandomRulesAndDocuments() {
        long matches = 0;
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            StringBuilder rules = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                rules.append("- rule: r")
                        .append(i)
                        .append("\n  desc: d\n  output: o\n  priority: INFO\n")
                        .append("  source: k8s_audit\n  condition: \"")
                        .append(condition(random, 3))
                        .append("\"\n");
            }
            RuleSet set = RuleSetCompiler.asIs()
                    .compile(List.of(
                            RuleManifests.file("rules.yaml", rules.toString().getBytes(StandardCharsets.UTF_8))));
            assertThat(set.rejections()).isEmpty();
            List<JsonNode> documents = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                documents.add(event(random));
            }
            matches += compare(set, documents);
        }
        assertThat(matches).isGreaterThan(1_000);
    }

    private static long compare(RuleSet set, List<JsonNode> documents) {
        Held held = new Held(set);
        long matches = 0;
        for (JsonNode document : documents) {
            matches += held.agree("any", ByteBuffer.wrap(document.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return matches;
    }

    private static String condition(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 1)) {
            case 1 -> "(" + condition(random, depth - 1) + " and " + condition(random, depth - 1) + ")";
            case 2 -> "(" + condition(random, depth - 1) + " or " + condition(random, depth - 1) + ")";
            case 3 -> "not (" + condition(random, depth - 1) + ")";
            default -> pick(random, CHECKS);
        };
    }

    /** An event in which parts are missing or of the wrong kind as often as not. */
    private static JsonNode event(Random random) {
        String containers = "[{'image':" + value(random) + ",'securityContext':{'privileged':" + value(random)
                + ",'runAsUser':" + value(random) + "}}," + value(random) + ",{'image':'nginx:1'}]";
        String spec = "{'containers':" + (random.nextInt(4) == 0 ? value(random) : containers)
                + ",'volumes':[{'hostPath':{'path':" + value(random) + "}},{'hostPath':'/etc/x'}]"
                + ",'securityContext':{'runAsUser':" + value(random) + "}}";
        String text = "{'verb':" + value(random) + ",'user':{'groups':[" + value(random) + "," + value(random) + "]}"
                + ",'requestURI':'/x?command=a','responseStatus':{'code':" + value(random) + "}"
                + ",'annotations':{'a.b':" + value(random) + "},'requestObject':"
                + (random.nextInt(5) == 0
                        ? value(random)
                        : "{'rules':[{'verbs':" + value(random) + "}],'spec':" + spec + "}")
                + "}";
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException impossible) {
            throw new AssertionError(text, impossible);
        }
    }

    private static String value(Random random) {
        return pick(
                random,
                List.of(
                        "'create'",
                        "'a'",
                        "'nginx'",
                        "'/etc/y'",
                        "null",
                        "true",
                        "7",
                        "200",
                        "['a','*']",
                        "[]",
                        "{'k':'nginx'}"));
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
