// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.json.JsonBytes;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.enrich.json.Ready;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** {@code event.original}: the record as it arrived, written anew after redaction; left out when it is too long. */
public final class Original {
    private static final int GROWTH = 4;
    private static final String TOO_LARGE = "original_too_large";

    private Original() {}

    /** Writes the redacted tree as the original. */
    public static void write(JsonNode redacted, int arrived, int most, EcsDocument document) {
        write(new JsonTree.Read(redacted, false, false), redacted, arrived, most, document);
    }

    /** As {@link #write(JsonNode, int, int, EcsDocument)}, for a tree that is mostly just what was read. */
    public static void write(JsonTree.Read read, JsonNode redacted, int arrived, int most, EcsDocument document) {
        if (isTooLong(arrived, most)) {
            document.tag(TOO_LARGE);
        } else {
            write(read.written(redacted), most, document);
        }
    }

    /**
     * Writes the redacted tree that was read as the original, and at a path as the document's own part, fitted to its
     * mapping: where it fits as it is, what was written for the one is taken for the other.
     */
    public static void writeTwice(
            JsonTree.Read read, Shape shape, String path, int arrived, int most, EcsDocument document) {
        JsonNode redacted = read.root();
        if (read.awkwardKeys() || isTooLong(arrived, most) || !shape.fits(redacted)) {
            write(read, redacted, arrived, most, document);
            document.node(path, shape.fit(read.awkwardKeys() ? FieldNames.repaired(redacted) : redacted))
                    .redacted(path);
            return;
        }
        JsonBytes.Twice twice = read.written(redacted);
        write(twice, most, document);
        document.ready(path, new Ready(twice.json(), () -> redacted));
    }

    /** A redacted text is hardly shorter than a quarter: megabytes are not written only to be thrown away. */
    private static boolean isTooLong(int arrived, int most) {
        return arrived > (long) most * GROWTH;
    }

    private static void write(JsonBytes.Twice twice, int most, EcsDocument document) {
        byte[] json = twice.json();
        if (json.length <= most) {
            set(twice.quoted(), () -> TextNode.valueOf(new String(json, StandardCharsets.UTF_8)), document);
        } else {
            document.tag(TOO_LARGE);
        }
    }

    /** Writes a redacted text as the original. */
    public static void write(String redacted, int most, EcsDocument document) {
        boolean small = redacted.length() <= most / 3;
        if (small || redacted.length() <= most && redacted.getBytes(StandardCharsets.UTF_8).length <= most) {
            if (!redacted.isEmpty()) {
                set(JsonBytes.of(redacted), () -> TextNode.valueOf(redacted), document);
            }
        } else {
            document.tag(TOO_LARGE);
        }
    }

    /** It was redacted as a whole, and is not looked through again. */
    private static void set(byte[] json, Supplier<JsonNode> text, EcsDocument document) {
        document.ready("event.original", new Ready(json, text));
    }
}
