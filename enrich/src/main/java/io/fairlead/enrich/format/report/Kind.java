// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import java.util.List;

/** What a finding of a scanner is. */
public enum Kind {
    /** A known vulnerability of a package. */
    VULNERABILITY("vulnerability", "vulnerability", "vulnerability"),
    /** A credential in a file. */
    SECRET("secret", "configuration", "secret"),
    /** A check that failed, or that passed where the scanner tells that too. */
    MISCONFIGURATION("misconfiguration", "configuration", "misconfiguration"),
    /** A license. */
    LICENSE("license", "package", "license"),
    /** A component of a bill of materials: no fault, but something that is inside. */
    COMPONENT("component", "package", "component"),
    /** Malicious software. */
    MALWARE("malware", "malware", "malicious software");

    private final String label;
    private final List<String> category;
    private final String words;

    Kind(String label, String category, String words) {
        this.label = label;
        this.category = List.of(category);
        this.words = words;
    }

    /** As it stands in {@code fairlead.finding.kind}, and before {@code -found} in {@code event.action}. */
    String label() {
        return label;
    }

    /** {@code event.category}. */
    List<String> category() {
        return category;
    }

    /** For people. */
    String words() {
        return words;
    }
}
