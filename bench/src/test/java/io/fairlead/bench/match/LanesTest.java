// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.testkit.Corpus;
import io.fairlead.testkit.SeededRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/**
 * The index and the plain evaluator agree on all published rules and on the events of the lanes: a quarter of them, another
 * one in every run, or all with {@code -Dbench.lanes=1}.
 */
final class LanesTest {
    /** One event of so many, each with the same chance. */
    private static final int STEP = Integer.getInteger("bench.lanes", 4);

    @Test
    void agreeOnTheLanes() throws IOException {
        Held held = new Held(RuleSetCompiler.asIs().compile(Held.rules("sigma")));
        for (String name : new String[] {"structured_windows", "sysmon_file_event"}) {
            Lane lane = Lane.read(Corpus.assumePresent("bench-lanes/" + name + ".ndjson.gz"));
            assertThat(lane.events()).as(name).hasSize(10_000);
            SeededRandom.check("index and plain evaluator agree on " + name, 1, random -> {
                long matches = 0;
                int asked = 0;
                for (ByteBuffer event : lane.events()) {
                    if (random.nextInt(STEP) == 0) {
                        matches += held.agree("any", event);
                        asked++;
                    }
                }
                assertThat(asked).as(name).isGreaterThan(10_000 / STEP * 9 / 10);
                assertThat(matches).as(name).isGreaterThan(asked);
            });
        }
    }
}
