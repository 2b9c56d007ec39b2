// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.FormatContext;
import java.util.List;

/** Writes what a message means. */
final class MeaningFields {
    private final EcsDocument document;
    private final FormatContext context;

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
        document.texts("related.user", meaning.users());
        if (!message.host().isEmpty()) {
            document.texts("related.hosts", List.of(message.host()));
        }
    }

    private void field(String path, String value) {
        if (path.equals("source.address")) {
            document.text(path, value);
            if (IpLiteral.isLiteral(value)) {
                document.text("source.ip", value).texts("related.ip", List.of(value));
            } else {
                document.text("source.domain", value);
            }
        } else if (path.equals("source.port") || path.equals("process.parent.pid")) {
            if (value.length() <= 10 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                document.number(path, Long.parseLong(value));
            }
        } else {
            document.text(path, context.redactor().texts().redact(value, context.redactions()));
        }
    }
}
