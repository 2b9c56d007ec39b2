// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.List;
import java.util.Optional;

/**
 * What a rule says about itself. Texts that a rule leaves out are empty, never null.
 *
 * @param id the rule's id; where a rule has none, its name, or else a hash of path and title
 * @param name the short name other rules may refer to
 * @param title one line for people
 * @param description why the rule exists
 * @param level how bad it is
 * @param grade the level in the words of the rule's language: {@code high} in Sigma, {@code WARNING} in Falco
 * @param tags tags as written, for example {@code attack.t1609}; behind them those of ATT&CK that the rule writes in another way
 * @param language {@code sigma} or {@code falco}
 * @param hash SHA-256 of the rule's text and of what it refers to, hex
 * @param falsePositives what else may make it fire
 * @param references further reading
 * @param triage what to look at first when it fires
 * @param status the author's word on maturity
 * @param author who wrote it
 * @param file path of the file within the rule set
 * @param line where the rule starts in the file, from 1
 * @param suppression when its alerts are swallowed; empty: never
 */
public record RuleInfo(
        String id,
        String name,
        String title,
        String description,
        Level level,
        String grade,
        List<String> tags,
        String language,
        String hash,
        List<String> falsePositives,
        List<String> references,
        String triage,
        String status,
        String author,
        String file,
        int line,
        Optional<Suppression> suppression) {
    public RuleInfo {
        tags = List.copyOf(tags);
        falsePositives = List.copyOf(falsePositives);
        references = List.copyOf(references);
    }

    /** For a part of the rule: the same words under an id of its own, without a name and without suppression. */
    public RuleInfo part(String partId) {
        return new RuleInfo(
                partId,
                "",
                title,
                description,
                level,
                grade,
                tags,
                language,
                hash,
                falsePositives,
                references,
                triage,
                status,
                author,
                file,
                line,
                Optional.empty());
    }

    /** The same rule under another hash. */
    public RuleInfo withHash(String newHash) {
        return with(newHash, suppression);
    }

    /** The same rule, whose alerts are swallowed as this says. */
    public RuleInfo withSuppression(Optional<Suppression> newSuppression) {
        return with(hash, newSuppression);
    }

    private RuleInfo with(String newHash, Optional<Suppression> newSuppression) {
        return new RuleInfo(
                id,
                name,
                title,
                description,
                level,
                grade,
                tags,
                language,
                newHash,
                falsePositives,
                references,
                triage,
                status,
                author,
                file,
                line,
                newSuppression);
    }
}
