// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.IpNetwork;
import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.detect.rule.TextPattern;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The matcher and the reference agree, on recorded audit events and on random documents full of literals of the rules. */
final class RandomRulesTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final List<String> FIELDS = List.of("a", "b", "a.b", "a.b.c", "d e", "x.y");
    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "X",
            "foo",
            "Foo bar",
            "a\\b",
            "\"",
            "é",
            "É",
            "10.1.2.3",
            "7",
            "7.0",
            "line\nbreak",
            "*",
            "\uD83D\uDE00");

    @Test
    void agreesOnRecordedAuditEvents() throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        List<String> lines = Files.readAllLines(Corpus.assumePresent("captures/attack-a/audit.log"));
        for (int i = 0; i < lines.size(); i += 3) {
            documents.add(JSON.readTree("{\"kubernetes\":{\"audit\":" + lines.get(i) + "}}"));
        }
        RuleSet published = RuleSetCompiler.standard().compile(Held.rules("sigma/rules/application"));
        assertThat(compare(published, "kubernetes.audit_logs", documents)).isGreaterThan(100);
    }

    @Test
    void agreesOnRandomRulesAndDocuments() {
        long matches = 0;
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<DetectionRule> rules = new ArrayList<>();
            DetectionRule model = RuleSetCompiler.asIs()
                    .compile(List.of(file("s: {a: x}\n  condition: s")))
                    .rules()
                    .getFirst();
            for (int i = 0; i < 40; i++) {
                rules.add(new DetectionRule(
                        model.info().withHash("h" + i), model.scope(), condition(random, 3), false, false, List.of()));
            }
            List<JsonNode> documents = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                documents.add(JSON.valueToTree(object(random, 3)));
            }
            matches += compare(new RuleSet("v", rules, List.of(), List.of(), List.of()), "any", documents);
        }
        assertThat(matches).isGreaterThan(1_000);
    }

    @Test
    void survivesDocumentsThatAreNone() {
        RuleMatcher matcher = RuleMatcher.compile(
                RuleSetCompiler.asIs().compile(List.of(file("s: [x]\n  t: {a: x}\n  condition: s or t"))));
        String deep = "[".repeat(5_000);
        for (String text :
                List.of("", "x", "{", "{\"a\":", "[1,", "{\"a\":\"x\"", deep, "{\"a\":1e999999999}", "\u0000")) {
            matcher.match("any", true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
        byte[] notUtf8 = {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'};
        assertThat(matcher.match("any", true, ByteBuffer.wrap(notUtf8))).isEmpty();
        ByteBuffer direct = ByteBuffer.allocateDirect(16)
                .put("{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_8))
                .flip();
        assertThat(matcher.match("any", true, direct)).hasSize(1);
        assertThat(direct.remaining()).isEqualTo(9);
    }

    private static long compare(RuleSet set, String dataset, List<JsonNode> documents) {
        Held held = new Held(set);
        long matches = 0;
        for (JsonNode document : documents) {
            matches += held.agree(dataset, ByteBuffer.wrap(document.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return matches;
    }

    private static Condition condition(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 2)) {
            case 2 -> new Condition.And(List.of(condition(random, depth - 1), condition(random, depth - 1)));
            case 3 -> new Condition.Or(List.of(condition(random, depth - 1), condition(random, depth - 1)));
            case 4 -> new Condition.Not(condition(random, depth - 1));
            case 5 -> new Condition.Selection("s", condition(random, depth - 1));
            case 6 ->
                new Condition.AtLeast(2, List.of(condition(random, 0), condition(random, 0), condition(random, 0)));
            default -> leaf(random);
        };
    }

    private static Condition leaf(Random random) {
        String text = pick(random, TEXTS);
        boolean cased = random.nextBoolean();
        TextPattern literal = TextPattern.literal(text);
        List<TextPattern.Part> parts = new ArrayList<>(literal.parts());
        parts.add(
                random.nextInt(parts.size() + 1),
                random.nextBoolean() ? TextPattern.Wildcard.ONE : TextPattern.Wildcard.MANY);
        Predicate predicate = switch (random.nextInt(11)) {
            case 0 -> new Predicate.Text(literal, cased);
            case 1 -> new Predicate.Text(literal.open(true, true), cased);
            case 2 -> new Predicate.Text(literal.open(random.nextBoolean(), random.nextBoolean()), cased);
            case 3 -> new Predicate.Text(new TextPattern(parts), cased);
            case 4 -> new Predicate.NumberEquals(BigDecimal.valueOf(random.nextInt(3) + 6));
            case 5 -> new Predicate.IsNull();
            case 6 -> new Predicate.Exists(random.nextBoolean());
            case 7 -> new Predicate.Regex("^[fx].*r?$", cased, random.nextBoolean(), random.nextBoolean());
            case 8 -> new Predicate.Cidr(IpNetwork.parse("10.0.0.0/8").orElseThrow());
            case 9 -> new Predicate.Compare(pick(random, List.of(Order.values())), BigDecimal.valueOf(7));
            default -> new Predicate.FieldReference(pick(random, FIELDS), TextPattern.Shape.CONTAINS, cased);
        };
        boolean keyword = random.nextInt(12) == 0 && predicate instanceof Predicate.Text;
        return keyword
                ? new Condition.KeywordCondition(predicate)
                : new Condition.FieldCondition(pick(random, FIELDS), predicate);
    }

    private static Map<String, Object> object(Random random, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            object.put(pick(random, List.of("a", "b", "c", "d e", "a.b", "x", "y", "x.y")), value(random, depth));
        }
        return object;
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> random.nextInt(3) + 6;
            case 1 -> new BigDecimal("7.00");
            case 2 -> random.nextBoolean();
            case 3 -> com.fasterxml.jackson.databind.node.NullNode.getInstance();
            case 6 -> List.of(value(random, depth - 1), value(random, depth - 1));
            case 7 -> random.nextBoolean() ? List.of() : object(random, depth - 1);
            case 8 -> object(random, depth - 1);
            default -> pick(random, TEXTS);
        };
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static RuleFile file(String detection) {
        String rule = "title: A rule\nid: the-rule\nlogsource: {product: any}\ndetection:\n  " + detection + "\n";
        return RuleManifests.file("rule.yml", rule.getBytes(StandardCharsets.UTF_8));
    }
}
