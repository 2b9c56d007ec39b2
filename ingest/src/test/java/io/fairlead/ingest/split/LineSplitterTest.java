// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineSplitterTest {
    @Test
    void linesWithoutTheirEnds() {
        Recorded got = lines("a\r\n\n  \nb c\r\n\rd\n{e");
        assertThat(got.items()).containsExactly("a", "b c", "\rd", "{e");
        assertThat(got.rejections()).isEmpty();
    }

    @Test
    void bytesThatAreNoTextPassUnchanged() {
        assertThat(lines("\u00ff\u0000\u00c3(\n\u00ff").items()).containsExactly("\u00ff\u0000\u00c3(", "\u00ff");
    }

    @Test
    void longLinesAreRejectedAlone() {
        Recorded got = lines("a\n" + "x".repeat(1000) + "\nb");
        assertThat(got.items()).containsExactly("a", "b");
        assertThat(got.rejections()).containsExactly("LIMIT 1000");
    }

    @Test
    void deepLinesAreRejectedAlone() {
        Recorded got = lines("{}\n" + "[".repeat(30) + "\n" + "[".repeat(10) + "\n");
        assertThat(got.items()).containsExactly("{}", "[[[[[[[[[[");
        assertThat(got.rejections()).containsExactly("LIMIT 30");
    }

    private static Recorded lines(String body) {
        return Recorded.of(Recorded.bytes(body), 3, sink -> new LineSplitter(new Limits(256, 20), true, sink));
    }
}
