// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import java.nio.charset.StandardCharsets;

/** The beginning of a redacted original, for dead letters. */
public final class Excerpt {
    /** Most bytes of an excerpt in UTF-8. */
    public static final int MOST = 1024;

    private Excerpt() {}

    /** At most {@link #MOST} bytes of the text, cut between characters. */
    public static String of(String redacted) {
        String head = redacted.substring(0, Math.min(redacted.length(), MOST));
        while (head.getBytes(StandardCharsets.UTF_8).length > MOST || endsInHalf(head)) {
            head = head.substring(0, head.length() - 1);
        }
        return head;
    }

    private static boolean endsInHalf(String text) {
        return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
    }
}
