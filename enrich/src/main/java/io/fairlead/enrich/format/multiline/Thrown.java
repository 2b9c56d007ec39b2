// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.ecs.EcsDocument;

/** What a stack trace says was thrown: its type, its message, and all of it as {@code error.stack_trace}. */
final class Thrown {
    private static final Pattern NAMED = Pattern.compile(
            "(?:^|[\\s(])([A-Za-z_][\\w.$]*(?:Exception|Error|Throwable|Interrupt)|Exception|Error)(?: \\[\\w+\\])?(?:: (.*)|$)");
    private static final Pattern RUST = Pattern.compile("(?m)^thread '[^']*'(?: \\(\\d+\\))? panicked at (.*)$");
    private static final Pattern RUBY = Pattern.compile("^\\S+:\\d+:in [`'].*?': (.*) \\(([A-Z][\\w:]*)\\)$");
    private static final Pattern GROUP = Pattern.compile("(?m)^\\s*\\| ([A-Za-z_][\\w.]*): (.*)$");
    private static final Pattern GO = Pattern.compile("(?m)^(panic|fatal error): (.*)$");

    private Thrown() {}

    static void write(String message, EcsDocument document) {
        int end = message.indexOf('\n');
        if (end < 0) {
            return;
        }
        Matcher go = GO.matcher(message);
        if (go.find()) {
            say(go.group(1), go.group(2), message, document);
        } else if (rust(message, document) || ruby(message, end, document)) {
            return;
        } else if (message.contains("Exception Group Traceback")) {
            Matcher group = GROUP.matcher(message);
            if (group.find()) {
                say(group.group(1), group.group(2), message, document);
            }
        } else if (message.contains("Traceback (most recent call last):")) {
            String last = message.substring(message.stripTrailing().lastIndexOf('\n') + 1)
                    .strip();
            int colon = last.indexOf(": ");
            say(
                    colon < 0 ? last : last.substring(0, colon),
                    colon < 0 ? "" : last.substring(colon + 2),
                    message,
                    document);
        } else {
            message.lines()
                    .map(NAMED::matcher)
                    .filter(Matcher::find)
                    .findFirst()
                    .ifPresent(match -> {
                        String said = match.group(2);
                        say(match.group(1), said == null ? "" : said, message, document);
                    });
        }
    }

    /** The message stands behind the place, or on a line of its own below it. */
    private static boolean rust(String message, EcsDocument document) {
        Matcher panic = RUST.matcher(message);
        if (!panic.find()) {
            return false;
        }
        String said = panic.group(1);
        boolean below = said.endsWith(":") && panic.end() + 1 < message.length();
        String next =
                below ? message.substring(panic.end() + 1).lines().findFirst().orElse(said) : said;
        say("panic", next, message, document);
        return true;
    }

    private static boolean ruby(String message, int end, EcsDocument document) {
        Matcher raised = RUBY.matcher(message.substring(0, end));
        if (!raised.matches()) {
            return false;
        }
        say(raised.group(2), raised.group(1), message, document);
        return true;
    }

    private static void say(String type, String message, String trace, EcsDocument document) {
        document.text("error.type", type).text("error.message", message).text("error.stack_trace", trace);
    }
}
