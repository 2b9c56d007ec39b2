// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import com.google.re2j.Pattern;

/** An expression on an engine whose time grows with the text alone. */
public record LinearRegex(Pattern pattern) implements TextRegex {
    @Override
    public boolean find(String text) {
        return pattern.matcher(text).find();
    }
}
