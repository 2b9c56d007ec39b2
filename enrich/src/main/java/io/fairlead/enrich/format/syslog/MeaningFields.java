// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.FormatContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes what a message means. */
final class MeaningFields {
    private final EcsDocument document;
    private final FormatContext context;

    private final Set<String> addresses = new LinkedHashSet<>();

    MeaningFields(EcsDocument document, FormatContext context) {
        this.document = document;
        this.context = context;
    }

    void write(Message message, Meaning meaning) {
        document.text("event.kind", "event")
                .texts("event.category", meaning.categories())
                .texts("event.type", meaning.types())
                .text("event.action", meaning.action())
                .text("event.outcome", meaning.outcome());
        meaning.fields().forEach(this::field);
        document.texts("related.ip", addresses);
        document.texts("related.user", meaning.users());
        if (!message.host().isEmpty()) {
            document.texts("related.hosts", List.of(message.host()));
        }
    }

    private void field(String path, String value) {
        if (path.endsWith(".address")) {
            address(path.substring(0, path.length() - ".address".length()), value);
        } else if (path.endsWith(".dropped_ip")) {
            document.text(path, IpLiteral.isLiteral(value) ? value : "");
        } else if (path.endsWith(".port") || path.endsWith(".pid")) {
            if (value.length() <= 10 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                document.number(path, Long.parseLong(value));
            }
        } else {
            document.text(path, context.redactor().texts().redact(value, context.redactions()));
        }
    }

    /** An address or a name; the zone of a local address is only the machine's own. */
    private void address(String end, String value) {
        int zone = value.indexOf('%');
        String address = zone < 0 ? value : value.substring(0, zone);
        document.text(end + ".address", value);
        if (IpLiteral.isLiteral(address)) {
            document.text(end + ".ip", address);
            addresses.add(address);
        } else {
            document.text(end + ".domain", value);
        }
    }
}
