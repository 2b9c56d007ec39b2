// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.storage;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import java.util.List;
import java.util.Locale;

/** What an alert of Portworx says, however it was written. */
final class PortworxFields {
    private static final String OWN = "portworx.alert.";
    private static final List<String> SEVERITIES = List.of("none", "alarm", "warning", "notify");
    private static final List<String> RESOURCES = List.of("none", "volume", "node", "cluster", "drive", "pool");

    private PortworxFields() {}

    static void write(Fields alert, EcsDocument document) {
        String severity = word(alert.text("severity"), "SEVERITY_TYPE_", SEVERITIES);
        String resource = word(alert.text("resource"), "RESOURCE_TYPE_", RESOURCES);
        String type = alert.text("alert_type_name", "alert_type", "name");
        String id = alert.text("resource_id");
        boolean failed = severity.equals("alarm") || type.contains("Failure") || type.contains("Failed");
        String low = type.toLowerCase(Locale.ROOT);
        document.text("event.kind", severity.equals("notify") ? "event" : "alert")
                .texts(
                        "event.category",
                        List.of(resource.equals("volume") || resource.equals("drive") ? "file" : "host"))
                .texts("event.type", List.of(failed ? "error" : type(low)))
                .text("event.action", type)
                .text("event.outcome", failed ? "failure" : "success")
                .text("message", alert.text("message"))
                .text("log.level", severity)
                .text("service.type", "portworx")
                .text(OWN + "id", alert.text("id"))
                .text(OWN + "type", type)
                .text(OWN + "severity", severity)
                .text(OWN + "resource.type", resource)
                .text(OWN + "resource.id", id)
                .text(OWN + "unique_tag", alert.text("unique_tag"))
                .text(OWN + "cleared", alert.text("cleared"));
        alert.number("count", OWN + "count", document);
        if (resource.equals("node")) {
            document.text("kubernetes.node.name", id);
        }
    }

    private static String type(String low) {
        if (low.contains("delete")) {
            return "deletion";
        }
        return low.contains("create")
                ? "creation"
                : low.contains("change") || low.contains("update") ? "change" : "info";
    }

    /** An enumeration's value: its name with or without what all names begin with, or its number. */
    private static String word(String text, String prefix, List<String> numbers) {
        if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) < '0' + numbers.size()) {
            return numbers.get(text.charAt(0) - '0');
        }
        String word = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
        String low = word.toLowerCase(Locale.ROOT);
        return low.equals("warn") ? "warning" : low;
    }
}
