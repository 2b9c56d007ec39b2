// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import java.util.List;
import java.util.Map;

/**
 * A rule as its files left it, nothing of it understood yet.
 *
 * @param name its name
 * @param texts condition, output, desc, priority and source
 * @param tags its tags
 * @param exceptions its exceptions by name
 * @param enabled whether its author wants it to run
 * @param file where it was defined
 * @param line where it was defined
 * @param conditionLine where its condition stands
 */
record RuleDraft(
        String name,
        Map<String, String> texts,
        List<String> tags,
        Map<String, ExceptionDraft> exceptions,
        boolean enabled,
        String file,
        int line,
        int conditionLine) {
    String text(String key) {
        return texts.getOrDefault(key, "");
    }

    RuleDraft withTexts(Map<String, String> newTexts) {
        return new RuleDraft(name, Map.copyOf(newTexts), tags, exceptions, enabled, file, line, conditionLine);
    }

    RuleDraft withTags(List<String> newTags) {
        return new RuleDraft(name, texts, List.copyOf(newTags), exceptions, enabled, file, line, conditionLine);
    }

    RuleDraft withExceptions(Map<String, ExceptionDraft> newExceptions) {
        return new RuleDraft(name, texts, tags, newExceptions, enabled, file, line, conditionLine);
    }

    RuleDraft withEnabled(boolean newEnabled) {
        return new RuleDraft(name, texts, tags, exceptions, newEnabled, file, line, conditionLine);
    }
}
