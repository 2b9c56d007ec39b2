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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Holds the index against the plain evaluator. */
final class Held {
    private final RuleSet set;
    private final RuleMatcher matcher;
    private final NaiveEvaluator naive = new NaiveEvaluator();

    Held(RuleSet set) {
        this.set = set;
        this.matcher = RuleMatcher.compile(set);
    }

    /** Asks both about a document; gives back how many rules match. */
    int agree(String dataset, ByteBuffer document) {
        Set<DetectionRule> found = Collections.newSetFromMap(new IdentityHashMap<>());
        found.addAll(matcher.rules(dataset, true, document));
        NaiveDocument tree = NaiveDocument.of(document.array());
        int matches = 0;
        for (DetectionRule rule : set.rules()) {
            boolean expected = rule.scope().covers(dataset) && naive.holds(rule.condition(), tree);
            if (found.contains(rule) != expected) {
                assertThat(found.contains(rule))
                        .as("%s: %s on %s", rule.id(), rule.condition(), text(document))
                        .isEqualTo(expected);
            }
            matches += expected ? 1 : 0;
        }
        assertThat(matcher.match(dataset, true, document))
                .as("matches with explanations are the same rules in the order of the set, on %s", text(document))
                .extracting(match -> match.rule())
                .isEqualTo(matcher.rules(dataset, true, document));
        return matches;
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
