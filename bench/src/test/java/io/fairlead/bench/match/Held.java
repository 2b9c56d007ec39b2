// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Holds the index against the plain evaluator. */
final class Held {
    private final List<DetectionRule> rules;
    private final List<NaiveEvaluator.Question> plain;
    private final RuleMatcher matcher;
    private final RuleMatcher remembering;

    Held(RuleSet set) {
        NaiveEvaluator evaluator = new NaiveEvaluator();
        this.rules = set.rules();
        this.plain = rules.stream().map(rule -> evaluator.of(rule.condition())).toList();
        this.matcher = RuleMatcher.compile(set);
        this.remembering = matcher.remembering();
    }

    /** Asks both about a document; gives back how many rules match. */
    int agree(String dataset, ByteBuffer document) {
        NaiveDocument tree = NaiveDocument.of(document.array());
        List<DetectionRule> expected = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (plain.get(i).holds(tree) && rules.get(i).scope().covers(dataset)) {
                expected.add(rules.get(i));
            }
        }
        agree("the rules that match", expected, matcher.rules(dataset, true, document), document);
        List<DetectionRule> remembered = remembering.rules(dataset, true, document);
        agree("the rules that match with values remembered", expected, remembered, document);
        List<DetectionRule> explained = matcher.match(dataset, true, document).stream()
                .map(match -> match.rule())
                .toList();
        agree("the rules whose match is explained", expected, explained, document);
        return expected.size();
    }

    private static void agree(
            String what, List<DetectionRule> expected, List<DetectionRule> found, ByteBuffer document) {
        if (!found.equals(expected)) {
            List<DetectionRule> odd = new ArrayList<>(found);
            odd.removeIf(expected::contains);
            expected.stream().filter(rule -> !found.contains(rule)).forEach(odd::add);
            assertThat(found)
                    .as("%s, in the order of the set; one side alone has %s; on %s", what, odd, text(document))
                    .isEqualTo(expected);
        }
    }

    private static String text(ByteBuffer document) {
        return new String(document.array(), StandardCharsets.UTF_8);
    }

    /** All rule files below a folder of the corpus, ordered by path; the test is skipped where it is not there. */
    static List<RuleFile> rules(String folder) throws IOException {
        Path root = Corpus.assumePresent(folder);
        List<RuleFile> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                files.add(RuleManifests.file(root.relativize(path).toString(), Files.readAllBytes(path)));
            }
        }
        return files;
    }
}
