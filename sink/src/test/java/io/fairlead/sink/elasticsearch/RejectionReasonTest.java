// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionReasonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1:15] failed to parse field [a] of type [date] in document with id '2'. Preview of field's value: 'hunter2'",
                "failed to parse date field [hunter2] with format [x]",
                "failed to parse date field [a]b hunter2] with format [x]",
                "For input string: \"hunter2\"",
                "Document contains at least one immense term in field=\"f\" The prefix of the first immense term is: '[hunter2]...'",
                "mapper says 'it''s hunter2' no"
            })
    void the_value_never_shows(String reason) {
        assertThat(RejectionReason.clean(reason)).doesNotContain("hunter2");
    }

    @Test
    void the_words_stay_and_causes_do_not() throws Exception {
        var error = new ObjectMapper().readTree("""
                        {"type":"document_parsing_exception","reason":"[1:15] failed to parse field [@timestamp] of type [date] \
                        in document with id '2'. Preview of field's value: 'x'","caused_by":{"reason":"hunter2"}}""");
        assertThat(RejectionReason.of(error))
                .isEqualTo("document_parsing_exception: [1:15] failed to parse field [@timestamp] of type [date] "
                        + "in document with id '…'.");
    }
}
