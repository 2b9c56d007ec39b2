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
    /** Events made of each rule, which others join. */
    private static final int EVENTS = Integer.getInteger("bench.literals", 1);

    @Test
    void agreeOnTheLiteralsOfEveryRule() throws IOException {
        RuleSet set = RuleSetCompiler.asIs().compile(Held.rules("sigma"));
        Held held = new Held(set);
        LiteralEvents events = new LiteralEvents(set);
        assertThat(events.rules()).isGreaterThan(3_700);
        long[] matches = new long[1];
        for (int i = 0; i < events.rules(); i++) {
            int rule = i;
            SeededRandom.check("index and plain evaluator agree", EVENTS, random -> {
                String event = events.event(rule, random);
                matches[0] += held.agree("any", ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8)));
            });
        }
        assertThat(matches[0]).as("rules that matched").isGreaterThan((long) events.rules() * EVENTS);
    }
}
