// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NaiveDocumentTest {
    @Test
    void aNumberIsTheTextThatIsWritten() {
        NaiveDocument document =
                NaiveDocument.of("{\"a\":200.00,\"b\":[7,0.50,12e0,{\"c\":1E+2}]}".getBytes(StandardCharsets.UTF_8));
        assertThat(document.everything())
                .extracting(NaiveValue::text)
                .containsExactly("200.00", "7", "0.50", "12e0", "1E+2");
    }
}
