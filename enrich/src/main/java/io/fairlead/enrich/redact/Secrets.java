// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a text that is secret.
 *
 * @param start its first character
 * @param end behind its last character
 * @param kind what it is
 */
record Secrets(int start, int end, SecretKind kind) {
    /** Looks for a secret at or around a place in a text. */
    @FunctionalInterface
    interface Finder {
        /** The secret that this place tells of, or null. */
        @Nullable
        Secrets at(String text, int place);
    }

    /** The text with all that this finder finds replaced: the same object when it finds nothing. */
    static String replace(String text, Finder finder, Redactions redactions) {
        StringBuilder out = null;
        int copied = 0;
        int place = 0;
        while (place < text.length()) {
            Secrets found = finder.at(text, place);
            if (found != null && found.start >= copied && found.end > found.start) {
                out = out == null ? new StringBuilder(text.length()) : out;
                out.append(text, copied, found.start);
                out.append(redactions.replace(found.kind, text.substring(found.start, found.end)));
                copied = found.end;
                place = Math.max(place + 1, found.end);
            } else {
                place++;
            }
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }
}
