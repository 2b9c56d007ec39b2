// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The index and the plain evaluator agree on all published rules and on every event of the lanes. */
final class LanesTest {
    @Test
    void agreeOnTheLanes() throws IOException {
        Held held = new Held(RuleSetCompiler.asIs().compile(Held.rules("sigma")));
        for (String name : new String[] {"structured_windows", "sysmon_file_event"}) {
            Lane lane = Lane.read(Corpus.assumePresent("bench-lanes/" + name + ".ndjson.gz"));
            long matches = 0;
            for (ByteBuffer event : lane.events()) {
                matches += held.agree("any", event);
            }
            assertThat(lane.events()).as(name).hasSize(10_000);
            assertThat(matches).as(name).isGreaterThan(10_000);
        }
    }
}
