// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

/** What parts of a rule say about themselves where one document makes several entries of a set. */
public final class PartInfo {
    private PartInfo() {}

    /** The whole's words under an id of the part's own, and without the name, which stays the whole's. */
    public static RuleInfo of(RuleInfo whole, String id) {
        return new RuleInfo(
                id,
                "",
                whole.title(),
                whole.description(),
                whole.level(),
                whole.grade(),
                whole.tags(),
                whole.language(),
                whole.hash(),
                whole.falsePositives(),
                whole.references(),
                whole.triage(),
                whole.status(),
                whole.author(),
                whole.file(),
                whole.line());
    }
}
