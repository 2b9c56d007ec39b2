// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testkit.HostileBytes;
import io.fairlead.testkit.RandomJson;
import io.fairlead.testkit.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonSplitterPropertyTest {
    private static final Limits LIMITS = new Limits(1 << 16, 100);

    @Test
    void everyItemOfAListComesOutInOrderAndUnchanged() {
        SeededRandom.check("items of a list", 500, random -> {
            List<String> items = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                items.add(latin(new RandomJson(random).object(4)));
            }
            String body = "{\"kind\":\"EventList\",\"items\":["
                    + String.join(blank(random) + "," + blank(random), items) + "]}";
            Recorded got = split(Recorded.bytes(body), 1 + random.nextInt(100));
            assertThat(got.items()).isEqualTo(items);
            assertThat(got.rejections()).isEmpty();
        });
    }

    @Test
    void chunksDoNotMatter() {
        SeededRandom.check("chunks", 500, random -> {
            byte[] body = Recorded.bytes("{\"kind\":\"EventList\",\"items\":[" + latin(new RandomJson(random).object(3))
                    + "," + latin(new RandomJson(random).object(3)) + "]}\n" + latin(new RandomJson(random).object(3)));
            byte[] mutated = HostileBytes.mutated(body, random);
            Recorded whole = split(mutated, Math.max(1, mutated.length));
            assertThat(split(mutated, 1 + random.nextInt(16))).isEqualTo(whole);
        });
    }

    @Test
    void randomBytesNeitherThrowNorGrow() {
        SeededRandom.check("random bytes", 500, random -> {
            byte[] body = HostileBytes.random(random);
            Recorded got = split(body, 1 + random.nextInt(64));
            long taken = got.items().stream().mapToLong(String::length).sum();
            assertThat(taken).isLessThanOrEqualTo(body.length);
        });
    }

    private static Recorded split(byte[] body, int chunk) {
        return Recorded.of(body, chunk, sink -> new JsonSplitter(LIMITS, Dialect.KUBERNETES_AUDIT, sink));
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String blank(Random random) {
        return " \n\t".substring(0, random.nextInt(4));
    }
}
