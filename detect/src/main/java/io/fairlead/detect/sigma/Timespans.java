// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads spans of time as Sigma writes them: a number and a unit. */
final class Timespans {
    private static final Pattern TIMESPAN = Pattern.compile("([0-9]{1,9})([smhdwMy])");

    private Timespans() {}

    /** The span under this key, from a second to the longest that is allowed. */
    static Duration read(Yaml.Mapping body, String key, Duration longest) throws RuleException {
        String text = body.text(key);
        Matcher matcher = TIMESPAN.matcher(text);
        if (!matcher.matches()) {
            throw new RuleException(
                    text.isEmpty() ? RejectionCode.MISSING_KEY : RejectionCode.BAD_VALUE,
                    body.lineOf(key),
                    key + " is a number with s, m, h, d or w, for example 10m");
        }
        long number = Long.parseLong(matcher.group(1));
        Duration timespan = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            case "w" -> Duration.ofDays(7 * number);
            case "M" -> Duration.ofDays(30 * number);
            default -> Duration.ofDays(365 * number);
        };
        if (timespan.isZero() || timespan.compareTo(longest) > 0) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE, body.lineOf(key), key + " is from 1s to " + longest.toDays() + "d");
        }
        return timespan;
    }
}
