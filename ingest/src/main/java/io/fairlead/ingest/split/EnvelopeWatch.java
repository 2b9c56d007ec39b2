// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads the keys of a top-level object while it passes: its {@code kind}, and where the list of items opens. */
final class EnvelopeWatch {
    private static final int LONGEST = 64;

    private final ByteArrayOutputStream text = new ByteArrayOutputStream(LONGEST);
    private boolean capturing;
    private String key = "";
    private String kind = "";

    void reset() {
        capturing = false;
        key = "";
        kind = "";
    }

    /** The value of {@code kind}, or empty as long as there is none. */
    String kind() {
        return kind;
    }

    /** Looks at a byte the lexer has just taken; true when it opens the array under {@code items}. */
    boolean opensItems(byte next, JsonLexer lexer) {
        if (capturing) {
            capture(next, lexer);
        } else if (lexer.inString() && lexer.depth() == 1) {
            capturing = true;
            text.reset();
        }
        return next == '[' && !lexer.inString() && lexer.depth() == 2 && key.equals("items");
    }

    private void capture(byte next, JsonLexer lexer) {
        if (lexer.inString()) {
            if (text.size() < LONGEST) {
                text.write(next);
            }
            return;
        }
        capturing = false;
        String captured = text.toString(StandardCharsets.UTF_8);
        if (lexer.key()) {
            key = captured;
        } else if (key.equals("kind")) {
            kind = captured;
        }
    }
}
