// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import io.fairlead.enrich.TestNormalizer;
import io.fairlead.enrich.format.Coalescer;
import io.fairlead.enrich.format.Coalescer.Joined;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.EventChecks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lines on their way to the messages that they become. */
final class Lines {
    static final Instant NOW = TestNormalizer.RECEIVED;

    private Lines() {}

    static LineCoalescer coalescer(String format) {
        Coalescer coalescer = format.startsWith("container")
                ? new ContainerMultilineFormat().coalescer()
                : new PlainMultilineFormat().coalescer();
        return (LineCoalescer) coalescer;
    }

    static RawLog raw(String format, String line, int number, Map<String, String> attributes) {
        Origin origin = new Origin("test", "", "", "0.log", (long) number, "cluster-a", "n1");
        ByteBuffer payload = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        return new RawLog("line-" + number, origin, format, NOW.plusMillis(number), payload, attributes);
    }

    static RawLog raw(String format, String line, int number) {
        return raw(format, line, number, Map.of());
    }

    /** The messages that these lines become; after the line of this number the state goes through bytes. */
    static List<String> messages(String format, List<String> lines, int restartAt, Map<String, String> attributes) {
        LineCoalescer current = coalescer(format);
        List<Joined> out = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            out.addAll(current.add(raw(format, lines.get(i), i, attributes)));
            if (i == restartAt) {
                LineCoalescer next = coalescer(format);
                next.restore(current.state());
                current = next;
            }
        }
        out.addAll(current.flush());
        return messages(out);
    }

    static List<String> messages(String format, List<String> lines) {
        return messages(format, lines, -1, Map.of());
    }

    static List<String> messages(List<Joined> joined) {
        return joined.stream()
                .map(Joined.Whole.class::cast)
                .map(whole -> message(whole.raw()))
                .toList();
    }

    static String message(RawLog raw) {
        List<Event> events = TestNormalizer.normalize(raw).events();
        return events.isEmpty()
                ? ""
                : EventChecks.document(events.get(0)).path("message").asText();
    }
}
