// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.ecs.PartialTime;
import io.fairlead.enrich.format.Source;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Optional;

/**
 * An alert as Falco writes it without {@code json_output}: {@code 14:02:11.123456789: Warning A shell was spawned (user=root …)}.
 * The time of day is that of the latest day on which it is past; its zone is the attribute {@code timezone}, else UTC.
 * Source: Falco, outputs, formatting.
 */
final class FalcoLine {
    private static final Pattern LINE = Pattern.compile(
            "(?s)(\\d\\d:\\d\\d:\\d\\d\\.\\d{9}|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}[+\\-]\\d{4}): "
                    + "(Emergency|Alert|Critical|Error|Warning|Notice|Informational|Info|Debug) (.+)");
    private static final int TIME_OF_DAY = 18;
    private static final int STAMP = 34;

    private FalcoLine() {}

    /** Whether a text is one. */
    static boolean is(Source source) {
        byte[] bytes = source.bytes();
        boolean time = bytes.length > TIME_OF_DAY && bytes[2] == ':' && bytes[TIME_OF_DAY] == ':';
        boolean stamp = bytes.length > STAMP && bytes[4] == '-' && bytes[STAMP] == ':';
        return (time || stamp) && LINE.matches(source.text().strip());
    }

    /** The line, from which secrets were taken out, as the JSON of an alert that says as much; empty when it is none. */
    static Optional<ObjectNode> alert(String text, Source source) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            return Optional.empty();
        }
        ObjectNode alert = JsonNodeFactory.instance
                .objectNode()
                .put("time", time(line.group(1), source))
                .put("priority", line.group(2))
                .put("output", text);
        ObjectNode fields = SentencePairs.of(line.group(3));
        if (!fields.isEmpty()) {
            alert.set("output_fields", fields);
        }
        return Optional.of(alert);
    }

    private static String time(String written, Source source) {
        if (written.length() > TIME_OF_DAY) {
            int zone = written.length() - 2;
            return written.substring(0, zone) + ':' + written.substring(zone); // RFC 3339 has a colon there
        }
        try {
            return PartialTime.withoutDay(LocalTime.parse(written), source.receivedAt(), source.zone())
                    .toString();
        } catch (DateTimeException noSuchTime) {
            return written;
        }
    }
}
