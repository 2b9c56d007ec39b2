// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Level;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import io.fairlead.schemas.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads what a rule says about itself. */
final class InfoReader {
    private static final List<String> TEXTS = List.of(
            "title", "id", "name", "status", "description", "author", "level", "triage", "owner", "reason", "expires");
    private static final List<String> LISTS = List.of("tags", "fields", "references", "falsepositives");

    private InfoReader() {}

    static RuleInfo read(SigmaDocument document) throws RuleException {
        Yaml.Mapping root = document.root();
        checkKinds(root);
        String title = root.text("title");
        if (title.isEmpty()) {
            throw new RuleException(RejectionCode.MISSING_KEY, document.line(), "a rule needs a title");
        }
        return new RuleInfo(
                id(document, title),
                root.text("name"),
                title,
                root.text("description"),
                level(root),
                level(root).text(),
                root.texts("tags"),
                "sigma",
                Identity.sha256Hex(document.text().getBytes(StandardCharsets.UTF_8)),
                root.texts("falsepositives"),
                root.texts("references"),
                root.text("triage"),
                root.text("status"),
                root.text("author"),
                document.file(),
                document.line(),
                Optional.empty());
    }

    /** What is written in the wrong kind would be lost. */
    private static void checkKinds(Yaml.Mapping root) throws RuleException {
        for (String key : TEXTS) {
            if (root.get(key).filter(value -> !(value instanceof Yaml.Scalar)).isPresent()) {
                throw new RuleException(RejectionCode.BAD_VALUE, root.lineOf(key), key + " is a text");
            }
        }
        for (String key : LISTS) {
            boolean list = root.entries().get(key) instanceof Yaml.Sequence sequence
                    && sequence.items().stream().allMatch(Yaml.Scalar.class::isInstance);
            if (!list
                    && root.get(key)
                            .filter(value -> !(value instanceof Yaml.Scalar))
                            .isPresent()) {
                throw new RuleException(RejectionCode.BAD_VALUE, root.lineOf(key), key + " is a list of texts");
            }
        }
    }

    private static String id(SigmaDocument document, String title) {
        String id = document.root().text("id");
        String name = document.root().text("name");
        if (!id.isEmpty()) {
            return id;
        }
        return name.isEmpty() ? Identity.hash("rule", document.file(), title) : name;
    }

    /** The level as written; a rule without one is of medium level. */
    private static Level level(Yaml.Mapping root) throws RuleException {
        if (root.get("level").isEmpty()) {
            return Level.MEDIUM;
        }
        String text = root.text("level");
        return Level.of(text)
                .orElseThrow(() -> new RuleException(
                        RejectionCode.BAD_VALUE,
                        root.lineOf("level"),
                        "level '" + text + "' is none of informational, low, medium, high, critical"));
    }
}
