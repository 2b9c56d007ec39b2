// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.rules.RuleSources;
import io.fairlead.schemas.record.RuleFile;
import java.nio.file.Path;
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
}
