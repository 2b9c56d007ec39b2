// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules.imports;

import java.util.List;

/**
 * What an import did. Paths are below the target folder.
 *
 * @param commit the commit that was read; empty for a folder that is no repository
 * @param added files that were not there
 * @param changed files that the source changed
 * @param same files that were the same already
 * @param removed files of the last import that the source no longer has
 * @param kept files that somebody changed here; left as they are
 * @param leftOut files of which no rule compiles, with the first reason
 */
public record ImportReport(
        String commit,
        List<String> added,
        List<String> changed,
        List<String> same,
        List<String> removed,
        List<String> kept,
        List<LeftOut> leftOut) {
    /**
     * A file that was not taken.
     *
     * @param file its path below the source
     * @param code why, for scripts
     * @param reason why, for people
     */
    public record LeftOut(String file, String code, String reason) {}
}
