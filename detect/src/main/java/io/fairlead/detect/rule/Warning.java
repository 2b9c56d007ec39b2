// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

/**
 * A rule that compiled but deserves a look.
 *
 * @param file path within the rule set
 * @param line where the rule starts, from 1
 * @param id the rule's id
 * @param title the rule's title
 * @param code why, for scripts
 * @param reason why, for people
 */
public record Warning(String file, int line, String id, String title, WarningCode code, String reason) {}
