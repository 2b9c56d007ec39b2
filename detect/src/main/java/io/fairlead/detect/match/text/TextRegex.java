// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

/** A compiled regular expression. */
public sealed interface TextRegex permits LinearRegex, GuardedRegex {
    /** Whether it finds something in the text; false too when it may not say. */
    boolean find(String text);
}
