// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tags of rules: those that speak of ATT&CK are there in Sigma's way too, which the rest of the house reads. */
final class Tags {
    private static final Pattern TECHNIQUE = Pattern.compile("([tT]\\d{4}(?:\\.\\d{3})?)(?:-.*)?");
    private static final Pattern TACTIC = Pattern.compile("(?:mitre_|TA\\d{4}-)(.+)");

    private Tags() {}

    /** The tags as written, and behind them {@code attack.t1059} for {@code T1059}, {@code attack.execution} for {@code mitre_execution}. */
    static List<String> of(List<String> written) {
        Set<String> tags = new LinkedHashSet<>(written);
        for (String tag : written) {
            Matcher technique = TECHNIQUE.matcher(tag);
            Matcher tactic = TACTIC.matcher(tag);
            if (technique.matches()) {
                tags.add("attack." + technique.group(1).toLowerCase(Locale.ROOT));
            } else if (tactic.matches()) {
                tags.add("attack." + tactic.group(1).replace('_', '-').toLowerCase(Locale.ROOT));
            }
        }
        return List.copyOf(tags);
    }
}
