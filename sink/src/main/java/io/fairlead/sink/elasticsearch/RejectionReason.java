// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * Elasticsearch's words for a rejection without the value it rejected. Its reasons quote values: "Preview of field's
 * value: '…'", "The prefix of the first immense term is: '…'", "failed to parse date field […]", "For input string: …".
 * Causes are left out whole, since they repeat the value in ever other words.
 */
final class RejectionReason {
    private static final int LONGEST = 500;
    private static final Pattern FROM_THE_VALUE_ON =
            Pattern.compile("(?s)\\s*(Preview of field's value|The prefix of the first immense term|, original message|"
                    + "For input string|at \\[Source).*");
    private static final Pattern QUOTED = Pattern.compile("(?s)(['\"]).*\\1");
    private static final Pattern BRACKETED_VALUE = Pattern.compile("(?s)(date field|value|string) \\[.*\\]");

    private RejectionReason() {}

    /** The reason in an {@code error} object: its type, then its words. */
    static String of(JsonNode error) {
        String type = error.path("type").asText("error");
        String reason = clean(error.path("reason").asText(""));
        return reason.isEmpty() ? type : type + ": " + reason;
    }

    /** These words without what may be a value. */
    static String clean(String words) {
        String cut = FROM_THE_VALUE_ON.matcher(words).replaceFirst("");
        cut = QUOTED.matcher(cut).replaceAll("'…'");
        cut = BRACKETED_VALUE.matcher(cut).replaceAll("$1 […]").strip();
        return cut.length() > LONGEST ? cut.substring(0, LONGEST) + "…" : cut;
    }
}
