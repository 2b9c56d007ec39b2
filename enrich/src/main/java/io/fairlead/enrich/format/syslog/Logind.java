// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/** Sessions that systemd-logind tells of. */
final class Logind {
    private static final Pattern NEW =
            Pattern.compile("^New session '?(\\S+?)'? of user '?([^'\\s]+?)'?(?: with .*)?\\.?$");
    private static final Pattern GONE = Pattern.compile("^(?:Removed session|Session) (\\S+?)(?: logged out.*)?\\.?$");

    private Logind() {}

    static Optional<Meaning> read(String text) {
        Matcher begun = NEW.matcher(text);
        if (begun.matches()) {
            return Optional.of(Meaning.of("session", "start", "logged-on", true).with("user.name", begun.group(2)));
        }
        return GONE.matcher(text).matches()
                ? Optional.of(Meaning.of("session", "end", "logged-off", true))
                : Optional.empty();
    }
}
