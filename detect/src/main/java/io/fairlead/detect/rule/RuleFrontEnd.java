// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import io.fairlead.schemas.record.RuleFile;
import java.util.List;

/**
 * A rule language. Turns files into rules or rejections and never throws on what a file holds.
 *
 * <p>A front end gets all of its files at once, in the order of the set, because rules refer to each other across files.
 */
public interface RuleFrontEnd {
    /** The language's name in rules and alerts: {@code sigma}, {@code falco}. */
    String language();

    /** Whether this text is written in the language; looks at the content, not at the path. */
    boolean claims(String text);

    /** Whether files of this path belong to it whatever they hold, as lists of values do. */
    default boolean claimsPath(String path) {
        return false;
    }

    /** Rules and rejections of these files. */
    CompiledFiles compile(List<RuleFile> files);
}
