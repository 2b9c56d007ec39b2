// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.testkit.SeededRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The index and the plain evaluator agree on events made of the rules' own literals, written in every way JSON knows. */
final class LiteralsTest {
    private static final int EVENTS = Integer.getInteger("bench.literals", 100);

    @Test
    void agreeOnTheRulesOwnLiterals() throws IOException {
        RuleSet set = RuleSetCompiler.asIs().compile(Held.rules("sigma"));
        Held held = new Held(set);
        LiteralEvents events = new LiteralEvents(set);
        long[] matches = new long[1];
        SeededRandom.check("index and plain evaluator agree", EVENTS, random -> {
            String event = events.event(random);
            matches[0] += held.agree("any", ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8)));
        });
        assertThat(matches[0]).as("rules that matched").isGreaterThan(EVENTS);
    }
}
