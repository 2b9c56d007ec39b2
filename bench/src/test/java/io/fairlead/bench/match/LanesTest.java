// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/**
 * The index and the plain evaluator agree on all published rules: by default on a part of the events, with
 * {@code -Dbench.full=true} on every one (about a minute).
 */
final class LanesTest {
    private static final boolean FULL = Boolean.getBoolean("bench.full");
    private static final int STEP = 97;

    @Test
    void agreeOnTheLanes() throws IOException {
        Held held = new Held(RuleSetCompiler.asIs().compile(Held.rules("sigma")));
        for (String name : new String[] {"structured_windows", "sysmon_file_event"}) {
            Lane lane = Lane.read(Corpus.assumePresent("bench-lanes/" + name + ".ndjson.gz"));
            long matches = 0;
            for (ByteBuffer event : lane.every(FULL ? 1 : STEP).events()) {
                matches += held.agree("any", event);
            }
            assertThat(matches).as(name).isPositive();
        }
    }
}
