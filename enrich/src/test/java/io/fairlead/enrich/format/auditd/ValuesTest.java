// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ValuesTest {
    @Test
    void backslashBeforeTheClosingQuoteIsItself() {
        Map<String, Values.Value> values = Values.of("argc=3 a0=\"sudoedit\" a1=\"-s\" a2=\"\\\" a3=\"AAAA\"");
        assertThat(values).containsKeys("argc", "a0", "a1", "a2", "a3");
        assertThat(values.get("a2").written()).isEqualTo("\"\\\"");
        assertThat(values.get("a3").text()).isEqualTo("AAAA");
    }

    @Test
    void programsEscapeWithinSingleQuotes() {
        Map<String, Values.Value> values = Values.of("msg='op=login acct=\"it\\'s\" res=success'");
        assertThat(values.get("res").text()).isEqualTo("success");
    }
}
