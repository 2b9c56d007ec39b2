// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.rules.LogsourceChoice;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How rules are compiled, the same for every offline command. */
final class RuleOptions {
    @Option(
            names = "--lists",
            paramLabel = "PATH",
            arity = "1",
            description = "Files, or folders of files, with values for the placeholders of expand; given once for each."
                    + " NAME.txt is the list NAME with a value a line; *.yml holds a list or several by name.")
    private List<Path> lists = List.of();

    @Option(
            names = "--as-is",
            description = "Events have the field names that rules use: no mapping, and rules of every log source are"
                    + " asked.")
    private boolean asIs;

    @Option(
            names = "--logsource",
            paramLabel = "PART=NAME,…",
            description = "Which log source the events are of, for example product=windows,category=process_creation:"
                    + " only rules are asked whose log source does not contradict it.")
    private @Nullable String logsource;

    /** Whether events keep their own field names. */
    boolean asIs() {
        return asIs;
    }

    /** These files and the lists, compiled; rules of other log sources than the chosen one are left out. */
    RuleSet compile(List<RuleFile> files) {
        Optional<LogsourceChoice> choice = choice();
        List<RuleFile> all = RulesFiles.with(files, lists);
        RuleSet set = (asIs ? RuleSetCompiler.asIs() : RuleSetCompiler.standard()).compile(all);
        return choice.map(chosen -> chosen.apply(set)).orElse(set);
    }

    private Optional<LogsourceChoice> choice() {
        try {
            return Optional.ofNullable(logsource).map(LogsourceChoice::parse);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--logsource: " + e.getMessage());
        }
    }
}
