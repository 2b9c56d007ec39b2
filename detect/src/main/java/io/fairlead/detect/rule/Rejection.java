// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

/**
 * A rule that does not run, and why.
 *
 * @param file path within the rule set
 * @param line where the trouble is, from 1
 * @param id the rule's id, empty when unknown
 * @param title the rule's title, empty when unknown
 * @param code why, for scripts
 * @param reason why, for people: what is wrong and what to do
 */
public record Rejection(String file, int line, String id, String title, RejectionCode code, String reason) {}
