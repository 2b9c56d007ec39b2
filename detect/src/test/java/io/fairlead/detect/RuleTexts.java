// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect;

import io.fairlead.detect.match.Match;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rules and documents as tests write them. */
public final class RuleTexts {
    private RuleTexts() {}

    /** A whole rule around this detection, whose lines are indented by two blanks. */
    public static String rule(String detection) {
        return "title: A rule\nid: the-rule\nlogsource: {product: any}\ndetection:\n" + detection.indent(2);
    }

    /** The set of these texts, one file each, with fields as the documents name them. */
    public static RuleSet asIs(String... texts) {
        return RuleSetCompiler.asIs().compile(files(texts));
    }

    /** The set of these texts, one file each, for events of the pipeline. */
    public static RuleSet standard(String... texts) {
        return RuleSetCompiler.standard().compile(files(texts));
    }

    /** The texts as files. */
    public static List<RuleFile> files(String... texts) {
        List<RuleFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(RuleManifests.file("rules/" + files.size() + ".yml", text.getBytes(StandardCharsets.UTF_8)));
        }
        return files;
    }

    /** Text as a document. */
    public static ByteBuffer document(String json) {
        return ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
    }

    /** What matches, asked as-is; a rejected rule is an error of the test. */
    public static List<Match> matches(String detection, String json) {
        RuleSet set = asIs(rule(detection));
        if (!set.rejections().isEmpty()) {
            throw new AssertionError(set.rejections().toString());
        }
        return RuleMatcher.compile(set).match("any", true, document(json));
    }
}
