// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import com.google.re2j.Pattern;
import io.fairlead.enrich.format.multiline.Traces.Kind;

/**
 * What PHP and Rust print of errors that nobody caught, and what the console logger of .NET prints below the head of an entry.
 * Source: PHP, exceptions, and Monolog's line formatter; the Rust Book, panic!; .NET, console log formatting (simple).
 */
final class OtherTraces {
    /** What .NET's console logger puts before every line but the first of an entry. */
    static final String INDENT = "      ";

    private static final Pattern DOTNET_HEAD =
            Pattern.compile("(?:trce|dbug|info|warn|fail|crit): [\\w.`+]+\\[-?\\d+\\]");

    private OtherTraces() {}

    /** What begins with this line. */
    static Kind opened(String line) {
        if (line.contains("' panicked at ") || line.contains(") panicked at ")) {
            return line.endsWith(":") ? Kind.RUST_MESSAGE : Kind.RUST;
        } else if (line.contains("error:") && line.contains(" Uncaught ")
                || line.contains("{\"exception\":\"[object] (")) {
            return Kind.PHP;
        }
        boolean head = line.endsWith("]") && line.length() > 8 && line.charAt(4) == ':';
        return head && DOTNET_HEAD.matcher(line).matches() ? Kind.DOTNET_LOG : Kind.NONE;
    }

    static Kind php(String line) {
        if (line.startsWith("  thrown in ") || line.startsWith("\"}")) {
            return Kind.LAST;
        }
        boolean belongs = line.isBlank()
                || line.equals("Stack trace:")
                || line.equals("[stacktrace]")
                || line.startsWith("[previous exception]")
                || line.startsWith("Next ")
                || line.length() > 2 && line.charAt(0) == '#' && Character.isDigit(line.charAt(1));
        return belongs ? Kind.PHP : Kind.NONE;
    }

    static Kind rust(String line) {
        if (line.startsWith("note: ")) {
            return Kind.LAST;
        }
        boolean belongs =
                line.startsWith("stack backtrace:") || !line.isEmpty() && Character.isWhitespace(line.charAt(0));
        return belongs ? Kind.RUST : Kind.NONE;
    }
}
