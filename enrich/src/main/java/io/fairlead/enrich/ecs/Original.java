// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.json.JsonBytes;
import io.fairlead.enrich.json.Ready;
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
            write(JsonBytes.twice(redacted), most, document);
        }
    }

    /**
     * Writes the redacted tree as the original, and at a path as the document's own part, fitted to its mapping: where it
     * fits as it is, what was written for the one is taken for the other.
     *
     * @param awkward whether there are keys that cannot name a field
     */
    public static void writeTwice(
            ObjectNode redacted,
            boolean awkward,
            Shape shape,
            String path,
            int arrived,
            int most,
            EcsDocument document) {
        if (awkward || arrived > (long) most * GROWTH || !shape.fits(redacted)) {
            write(redacted, arrived, most, document);
            document.node(path, shape.fit(awkward ? FieldNames.repaired(redacted) : redacted))
                    .redacted(path);
            return;
        }
        JsonBytes.Twice twice = JsonBytes.twice(redacted);
        write(twice, most, document);
        document.ready(path, new Ready(twice.json(), () -> redacted));
    }

    private static void write(JsonBytes.Twice twice, int most, EcsDocument document) {
        byte[] json = twice.json();
        if (json.length <= most) {
            document.ready(
                    "event.original",
                    new Ready(twice.quoted(), () -> TextNode.valueOf(new String(json, StandardCharsets.UTF_8))));
        } else {
            document.tag("original_too_large");
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
