// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.TestNormalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that count their events say so in {@code event.sequence}; a count that is none is left out. */
final class EventSequenceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            281474976710656 | falco   | {"rule":"r","priority":"Notice","output":"o","output_fields":{"evt.num":281474976710656}}
            281474976710656 | syslog  | {"MESSAGE":"m","__REALTIME_TIMESTAMP":"1795359480123456","__SEQNUM":"281474976710656"}
            281474976710656 | syslog  | <13>1 2026-11-22T14:58:00Z host app - - [meta sequenceId="281474976710656"] m
            4100            | auditd  | type=LOGIN msg=audit(1795359480.123:4100): pid=1 uid=0
            """)
    void isTheSourcesOwnCount(long count, String format, String record) {
        assertThat(sequence(format, record).asLong()).isEqualTo(count);
        assertThat(sequence(format, record).isIntegralNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "9999999999999999999", "one"})
    void isNothingElse(String count) {
        String entry =
                "{\"MESSAGE\":\"m\",\"__REALTIME_TIMESTAMP\":\"1795359480123456\",\"__SEQNUM\":\"" + count + "\"}";
        assertThat(sequence("syslog", entry).isMissingNode()).isTrue();
    }

    @Test
    void isAbsentWhereNothingCounts() {
        assertThat(sequence("container", "2026-11-22T14:58:00.1Z stdout F line").isMissingNode())
                .isTrue();
    }

    private static JsonNode sequence(String format, String record) {
        return TestNormalizer.document(format, record).at("/event/sequence");
    }
}
