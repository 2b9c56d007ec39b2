// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerJoinerTest {
    private final List<String> records = new ArrayList<>();
    private final ContainerJoiner joiner = new ContainerJoiner(40_000);
    private long offset;

    @Test
    void partsAreJoinedForEachStreamApart() {
        feed("t1 stdout P ab");
        feed("t2 stderr P x");
        assertThat(joiner.heldFrom()).isZero();
        feed("t3 stdout P cd");
        feed("t4 stderr F y");
        assertThat(joiner.heldFrom()).isZero();
        feed("t5 stdout F e f");
        assertThat(joiner.heldFrom()).isEqualTo(Long.MAX_VALUE);
        assertThat(records).containsExactly("15 stderr t2 stderr F xy", "0 stdout t1 stdout F abcde f");
    }

    @Test
    void linesInNoKnownFormPassUnchanged() {
        feed("hello");
        feed("t1 stdout X a");
        feed("t1 nowhere F a");
        feed("{\"x\":1}");
        feed("{\"log\":\"never closed");
        assertThat(records).hasSize(5).allSatisfy(record -> assertThat(record).contains(" null "));
    }

    @Test
    void emptyContentAndFurtherTags() {
        feed("t1 stdout F ");
        feed("t2 stdout F");
        feed("t3 stdout P:x a");
        feed("t4 stdout F:x b");
        assertThat(records)
                .containsExactly("0 stdout t1 stdout F ", "13 stdout t2 stdout F ", "25 stdout t3 stdout F ab");
    }

    @Test
    void dockerCutsAtSixteenKibibytes() {
        String part = "a".repeat(16 * 1024);
        feed("{\"log\":\"" + part + "\",\"stream\":\"stderr\",\"time\":\"t1\"}");
        feed("{\"log\":\"b\\\\n\\n\",\"stream\":\"stderr\",\"time\":\"t2\"}");
        feed("{\"log\":\"no end\",\"stream\":\"stdout\",\"time\":\"t3\"}");
        assertThat(records).hasSize(2);
        assertThat(records.get(0))
                .isEqualTo("0 stderr {\"log\":\"" + part + "b\\\\n\\n\",\"stream\":\"stderr\",\"time\":\"t1\"}");
        assertThat(records.get(1)).contains("stdout {\"log\":\"no end\"");
    }

    @Test
    void joinedLinesAreBounded() {
        for (int i = 0; i < 5; i++) {
            feed("t" + i + " stdout P " + "a".repeat(10_000));
        }
        feed("t9 stdout F z");
        feed("t9 stdout F next");
        assertThat(records).hasSize(2);
        assertThat(records.get(0)).isEqualTo("too long 50001");
        assertThat(records.get(1)).endsWith("t9 stdout F next");
    }

    @Test
    void partsWithoutARestGoOutWhenTheFileEnds() {
        feed("t1 stdout P ab");
        joiner.flush(output());
        assertThat(records).containsExactly("0 stdout t1 stdout F ab");
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        joiner.line(new Line(offset, offset + bytes.length + 1, bytes, false), output());
        offset += bytes.length + 1;
    }

    private LineJoiner.Output output() {
        return new LineJoiner.Output() {
            @Override
            public void record(long at, byte[] payload, Map<String, String> attributes) {
                records.add(
                        at + " " + attributes.get("cri.stream") + " " + new String(payload, StandardCharsets.UTF_8));
            }

            @Override
            public void tooLong(long at, long length) {
                records.add("too long " + length);
            }
        };
    }
}
