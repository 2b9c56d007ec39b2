// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WholeSplitterTest {
    @Test
    void aBodyIsOneItemByteForByte() {
        Recorded got = whole("<a>\r\n\n <b/>\u00ff\n</a>\n");
        assertThat(got.items()).containsExactly("<a>\r\n\n <b/>\u00ff\n</a>\n");
        assertThat(got.rejections()).isEmpty();
    }

    @Test
    void nothingIsNoItem() {
        assertThat(whole("").items()).isEmpty();
    }

    @Test
    void aLongBodyIsRejected() {
        Recorded got = whole("x".repeat(1000));
        assertThat(got.items()).isEmpty();
        assertThat(got.rejections()).containsExactly("LIMIT 1000");
    }

    private static Recorded whole(String body) {
        return Recorded.of(Recorded.bytes(body), 3, sink -> new WholeSplitter(new Limits(256, 20), sink));
    }
}
