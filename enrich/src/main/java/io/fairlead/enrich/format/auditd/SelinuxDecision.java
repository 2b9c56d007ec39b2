// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

/** {@code avc:  denied  { read write } for  …}: SELinux's decisions, which are no pairs. */
final class SelinuxDecision {
    private static final String MARK = "avc:";

    private SelinuxDecision() {}

    /** The body with the decision as pairs {@code seresult=denied seperms=read,write}; other bodies stay. */
    static String mended(String body) {
        int mark = body.indexOf(MARK);
        int open = mark < 0 ? -1 : body.indexOf('{', mark);
        int close = open < 0 ? -1 : body.indexOf('}', open);
        if (close < 0) {
            return body;
        }
        String result = body.substring(mark + MARK.length(), open).strip();
        String rest = body.substring(close + 1).strip();
        if (!rest.startsWith("for ") || result.isEmpty() || !result.chars().allMatch(Character::isLetter)) {
            return body;
        }
        String permissions = body.substring(open + 1, close).strip().replaceAll("\\s+", ",");
        return body.substring(0, mark) + "seresult=" + result + " seperms=" + permissions + rest.substring(3);
    }
}
