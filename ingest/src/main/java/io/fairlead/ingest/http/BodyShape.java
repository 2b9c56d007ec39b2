// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import com.linecorp.armeria.common.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a body's content type says of its shape. */
enum BodyShape {
    /** A record a line; what has no type is lines too. */
    LINES,
    /** One JSON text, over as many lines as it likes: an object, a list of them, or several one after the other. */
    JSON,
    /** One record, whatever it holds: XML. */
    WHOLE;

    /** Empty for a type that is not understood. */
    static Optional<BodyShape> of(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.of(LINES);
        }
        MediaType type;
        try {
            type = MediaType.parse(contentType);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        String subtype = type.subtype();
        boolean application = type.type().equals("application");
        if (application && (subtype.equals("json") || subtype.endsWith("+json"))) {
            return Optional.of(JSON);
        }
        if (subtype.equals("xml") || subtype.endsWith("+xml")) {
            return Optional.of(WHOLE);
        }
        boolean lines = type.type().equals("text")
                || application && (subtype.equals("x-ndjson") || subtype.equals("ndjson") || subtype.equals("jsonl"));
        return lines ? Optional.of(LINES) : Optional.empty();
    }
}
