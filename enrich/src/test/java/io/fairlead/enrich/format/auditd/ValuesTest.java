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
        assertThat(values).containsEntry("a2", new Values.Value("\"\\\"", "\\"));
        assertThat(values).containsEntry("a3", new Values.Value("\"AAAA\"", "AAAA"));
    }

    @Test
    void programsEscapeWithinSingleQuotes() {
        Map<String, Values.Value> values = Values.of("msg='op=login acct=\"it\\'s\" res=success'");
        assertThat(values).containsEntry("res", Values.Value.of("success"));
    }
}
