// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/** What su of shadow, of util-linux and of other systems says. */
final class Su {
    private static final Pattern WORDS = Pattern.compile("^(Successful|FAILED) su for (\\S+) by (\\S+)$");
    private static final Pattern UTIL_LINUX = Pattern.compile("^(FAILED SU )?\\(to ([^)]+)\\) (\\S+) on (\\S+)$");
    private static final Pattern SIGNS = Pattern.compile("^([+-]) (\\S+) ([^:\\s]+):(\\S+)$");

    private static final Pattern QUOTED = Pattern.compile("^'su (\\S+)' (succeeded|failed) for (\\S+) on (\\S+)$");

    private Su() {}

    static Optional<Meaning> read(String text) {
        Matcher words = WORDS.matcher(text);
        if (words.matches()) {
            return Optional.of(meaning(words.group(1).equals("Successful"), words.group(3), words.group(2), ""));
        }
        Matcher utilLinux = UTIL_LINUX.matcher(text);
        if (utilLinux.matches()) {
            return Optional.of(
                    meaning(utilLinux.group(1) == null, utilLinux.group(3), utilLinux.group(2), utilLinux.group(4)));
        }
        Matcher signs = SIGNS.matcher(text);
        if (signs.matches()) {
            return Optional.of(meaning(signs.group(1).equals("+"), signs.group(3), signs.group(4), signs.group(2)));
        }
        Matcher quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            boolean success = quoted.group(2).equals("succeeded");
            return Optional.of(meaning(success, quoted.group(3), quoted.group(1), quoted.group(4)));
        }
        return Optional.empty();
    }

    private static Meaning meaning(boolean success, String user, String target, String terminal) {
        return Meaning.of("authentication", success ? "start" : "denied", "su", success)
                .with("user.name", user)
                .with("user.effective.name", target)
                .with("process.tty.name", terminal);
    }
}
