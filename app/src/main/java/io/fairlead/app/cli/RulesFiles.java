// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.rules.RuleSources;
import io.fairlead.schemas.record.RuleFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the rule files that a command names; a path that is none is wrong usage. */
final class RulesFiles {
    private RulesFiles() {}

    static List<RuleFile> read(List<Path> paths) {
        try {
            return RuleSources.of(paths);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** The rule files and, after them, the lists of these paths. */
    static List<RuleFile> with(List<RuleFile> rules, List<Path> lists) {
        try {
            List<RuleFile> all = new ArrayList<>(rules);
            all.addAll(RuleSources.lists(lists));
            return all;
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }
}
