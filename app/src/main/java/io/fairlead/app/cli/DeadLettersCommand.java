// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.deadletter.DeadLetterFilter;
import io.fairlead.app.deadletter.DeadLetterView;
import io.fairlead.app.deadletter.DeadLetters;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairlead dead-letters}. */
@Command(
        name = "dead-letters",
        description = "What could not be processed: lists it, or tries it once more after a fix.",
        mixinStandardHelpOptions = true)
final class DeadLettersCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list or retry?");
    }

    @Command(
            name = "list",
            description = "Every dead letter that the topic still holds, oldest first in each partition.",
            mixinStandardHelpOptions = true)
    int list(
            @Mixin ConfigOption config,
            @Option(names = "--stage", description = "Only those of this stage: ingest, enrich, detect or sink.")
                    @Nullable
                    String stage,
            @Option(names = "--code", description = "Only those with this reason, for example parse.") @Nullable
                    String code,
            @Option(names = "--json", description = "One JSON object a line on standard output.") boolean json) {
        Talk talk = Talk.of(spec);
        int[] count = new int[1];
        new DeadLetters(config.load(talk).kafka()).read(filter(stage, code), letter -> {
            count[0]++;
            if (json) {
                talk.result(DeadLetterView.json(letter));
            } else {
                talk.say(DeadLetterView.line(letter));
            }
        });
        talk.say(count[0] + " dead letters");
        return ExitCode.OK;
    }

    @Command(
            name = "retry",
            description = "Writes the originals once more to the topic where they lie. Safe to repeat: identities are"
                    + " in the records.",
            mixinStandardHelpOptions = true)
    int retry(
            @Mixin ConfigOption config,
            @Option(names = "--stage", description = "Only those of this stage: ingest, enrich, detect or sink.")
                    @Nullable
                    String stage,
            @Option(names = "--code", description = "Only those with this reason, for example parse.") @Nullable
                    String code) {
        Talk talk = Talk.of(spec);
        DeadLetters.Retried retried = new DeadLetters(config.load(talk).kafka()).retry(filter(stage, code));
        talk.result(retried);
        talk.say(retried.tried() + " tried again; " + retried.expired() + " have expired, " + retried.withoutOriginal()
                + " never reached Kafka");
        return ExitCode.OK;
    }

    private DeadLetterFilter filter(@Nullable String stage, @Nullable String code) {
        if (code != null
                && Arrays.stream(DeadLetterCode.values())
                        .noneMatch(known -> known.code().equals(code))) {
            throw CommandFailure.usage("there is no reason '" + code + "'; known: "
                    + String.join(
                            ", ",
                            Arrays.stream(DeadLetterCode.values())
                                    .map(DeadLetterCode::code)
                                    .toList()));
        }
        return new DeadLetterFilter(Optional.ofNullable(stage), Optional.ofNullable(code));
    }
}
