// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Draft;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.falco.FalcoFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An alert of Falco that came by syslog, from Falco's own syslog_output, with json_output or without, or from falcosidekick:
 * it is that alert, and its head is kept beside it.
 */
final class CarriedAlert {
    private static final String PROGRAM = "falco";
    private static final Format FALCO = new FalcoFormat();

    private CarriedAlert() {}

    /** The alert; empty when the message is none. */
    static Optional<Parsed> parse(
            Supplier<Optional<Message>> message, String arrived, Source source, FormatContext context) {
        if (!arrived.contains(PROGRAM) && !arrived.contains("Falco")) {
            return Optional.empty();
        }
        return message.get()
                .filter(read -> read.program().equalsIgnoreCase(PROGRAM))
                .flatMap(read -> parse(read, source.withText(read.text()), context));
    }

    private static Optional<Parsed> parse(Message message, Source alert, FormatContext context) {
        if (FALCO.fit(alert) != Format.Fit.EXACT) {
            return Optional.empty();
        }
        Parsed parsed = FALCO.parse(alert, context);
        if (parsed instanceof Parsed.Understood understood) {
            for (Draft draft : understood.drafts()) {
                head(message, draft.document());
            }
        }
        return Optional.of(parsed);
    }

    private static void head(Message message, EcsDocument document) {
        message.priority()
                .ifPresent(priority -> document.number("log.syslog.priority", priority)
                        .number("log.syslog.facility.code", priority >> 3)
                        .text("log.syslog.facility.name", Priority.facility(priority))
                        .number("log.syslog.severity.code", priority & 7)
                        .text("log.syslog.severity.name", Priority.severity(priority)));
        document.text("log.syslog.appname", message.program())
                .text("log.syslog.procid", message.process())
                .text("log.syslog.hostname", message.host())
                .textIfAbsent("host.name", message.host());
    }
}
