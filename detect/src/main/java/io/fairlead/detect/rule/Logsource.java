// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

/** Which logs a rule speaks of, in the words of its author; parts left out are empty. */
public record Logsource(String product, String category, String service) {
    /** No word about any log. */
    public static final Logsource NONE = new Logsource("", "", "");
}
