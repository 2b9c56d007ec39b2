// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.schemas.identity.Identity;
import java.nio.charset.StandardCharsets;

/** Hashes of rules that cover what the rule refers to. */
final class Hashes {
    private Hashes() {}

    /** The rule under a hash that changes with this too; as it is when there is nothing to add. */
    static RuleInfo with(RuleInfo info, String added) {
        return added.isEmpty()
                ? info
                : info.withHash(Identity.sha256Hex((info.hash() + added).getBytes(StandardCharsets.UTF_8)));
    }
}
