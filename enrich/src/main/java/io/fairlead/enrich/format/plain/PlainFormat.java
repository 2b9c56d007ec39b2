// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.plain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.format.DeliveryDraft;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.OriginFields;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.util.List;

/** A line of text: the message, at the time of its receipt. Bytes that are no UTF-8 are replaced, and that is tagged. */
public final class PlainFormat implements Format {
    private static final String DATASET = "generic.plain";

    /** For the service loader. */
    public PlainFormat() {}

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public Fit fit(Source source) {
        boolean object = source.json() instanceof JsonTree.Read read && read.root() instanceof ObjectNode;
        boolean text = source.bytes().length > 0 && source.strictText().isPresent();
        return text && !object ? Fit.GENERAL : Fit.NONE;
    }

    @Override
    public Parsed parse(Source source, FormatContext context) {
        String text = source.text();
        if (text.isBlank()) {
            return new Parsed.Rejected(DeadLetterCode.PARSE, "the line is empty", "");
        }
        EventTime time = EventTime.received(source.receivedAt());
        EcsDocument document = new EcsDocument(time)
                .text("message", context.redactor().texts().redact(text, context.redactions()))
                .text("event.kind", "event")
                .texts("event.type", List.of("info"));
        OriginFields.write(source, document);
        DeliveryDraft.tagReplaced(source, document);
        return DeliveryDraft.of(source, time, DATASET, document);
    }
}
