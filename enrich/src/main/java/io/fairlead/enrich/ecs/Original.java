// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.json.JsonBytes;
import java.nio.charset.StandardCharsets;

/** {@code event.original}: the record as it arrived, written anew after redaction; left out when it is too long. */
public final class Original {
    private static final int GROWTH = 4;

    private Original() {}

    /** Writes the redacted tree as the original. */
    public static void write(JsonNode redacted, int arrived, int most, EcsDocument document) {
        // a redacted text is hardly shorter than a quarter: do not write megabytes only to throw them away
        if (arrived > (long) most * GROWTH) {
            document.tag("original_too_large");
        } else {
            write(JsonBytes.text(redacted), most, document);
        }
    }

    /** Writes a redacted text as the original. */
    public static void write(String redacted, int most, EcsDocument document) {
        boolean small = redacted.length() <= most / 3;
        if (small || redacted.length() <= most && redacted.getBytes(StandardCharsets.UTF_8).length <= most) {
            document.text("event.original", redacted);
        } else {
            document.tag("original_too_large");
        }
    }
}
