// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

/** How many of a projection's values must answer. */
public enum Quantifier {
    /** One of them. */
    ANY,
    /** All of them, and there is one. */
    ALL
}
