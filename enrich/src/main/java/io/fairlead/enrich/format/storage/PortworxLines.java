// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.storage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.LineFormat;
import io.fairlead.enrich.format.Source;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Alerts of Portworx as lines of a table: type, id, resource, severity, count, last and first time, description. */
final class PortworxLines extends LineFormat {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MMM d HH:mm:ss z yyyy", Locale.ENGLISH);
    private static final String TIME = "([A-Z][a-z]{2} +\\d{1,2} \\d\\d:\\d\\d:\\d\\d [A-Z]{3,4} \\d{4})";
    private static final Pattern LINE =
            Pattern.compile("(VOLUME|NODE|CLUSTER|DRIVE|POOL)\\s+([A-Za-z]\\w+)\\s+(\\S+)\\s+"
                    + "(?:SEVERITY_TYPE_)?(ALARM|WARN|WARNING|NOTIFY|INFO)\\s+(\\d+)\\s+" + TIME + "\\s+" + TIME
                    + "\\s+(.*)");

    PortworxLines() {
        super(PortworxFormat.NAME, "portworx.alert");
    }

    @Override
    protected boolean mayBe(byte[] bytes) {
        return bytes.length > 60 && "VNCDP".indexOf(bytes[0]) >= 0 && bytes[1] >= 'A' && bytes[1] <= 'Z';
    }

    @Override
    protected Optional<ObjectNode> line(String text) {
        Matcher match = LINE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        return Optional.of(JsonNodeFactory.instance
                .objectNode()
                .put("resource", match.group(1))
                .put("alert_type", match.group(2))
                .put("resource_id", match.group(3))
                .put("severity", match.group(4))
                .put("count", match.group(5))
                .put("timestamp", match.group(6))
                .put("message", match.group(8)));
    }

    @Override
    protected Optional<ObjectNode> record(ObjectNode json) {
        return Optional.empty();
    }

    @Override
    protected String stamp(Fields record, Source source) {
        String stamp = record.text("timestamp").replaceAll(" +", " ");
        try {
            return ZonedDateTime.parse(stamp, STAMP).toInstant().toString();
        } catch (DateTimeException unreadable) {
            return stamp;
        }
    }

    @Override
    protected void write(Fields record, Source source, EcsDocument document) {
        PortworxFields.write(record, document);
    }
}
