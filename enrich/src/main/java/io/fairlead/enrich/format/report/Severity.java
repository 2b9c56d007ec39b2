// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import java.util.Locale;

/** How bad a finding is, in the words of CVSS; scanners use many more. */
enum Severity {
    CRITICAL("Critical", 99),
    HIGH("High", 73),
    MEDIUM("Medium", 47),
    LOW("Low", 21),
    NONE("None", 1),
    UNKNOWN("Unknown", 0);

    private static final double CRITICAL_SCORE = 9.0;
    private static final double HIGH_SCORE = 7.0;
    private static final double MEDIUM_SCORE = 4.0;

    private final String word;
    private final int number;

    Severity(String word, int number) {
        this.word = word;
        this.number = number;
    }

    /** The severity that a scanner's word means. */
    static Severity of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "critical", "crit", "defcon1", "blocker", "urgent" -> CRITICAL;
            case "high", "important", "error", "severe", "danger" -> HIGH;
            case "medium", "moderate", "mid", "warning", "warn" -> MEDIUM;
            case "low", "minor", "negligible", "unimportant", "style", "note" -> LOW;
            case "none", "info", "information", "informational", "ok", "ignore", "pass" -> NONE;
            default -> UNKNOWN;
        };
    }

    /** The severity of a score of CVSS 3 (specification, section 5, qualitative severity rating scale). */
    static Severity of(double score) {
        if (score >= CRITICAL_SCORE) {
            return CRITICAL;
        }
        if (score >= HIGH_SCORE) {
            return HIGH;
        }
        return score >= MEDIUM_SCORE ? MEDIUM : score > 0 ? LOW : NONE;
    }

    /** For {@code vulnerability.severity}. */
    String word() {
        return word;
    }

    /** For {@code event.severity}: the middle of its quarter of a hundred. */
    int number() {
        return number;
    }
}
