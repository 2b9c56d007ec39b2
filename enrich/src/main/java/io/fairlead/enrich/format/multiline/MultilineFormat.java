// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.format.Coalescer;
import io.fairlead.enrich.format.DeliveryDraft;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.JoiningFormat;
import io.fairlead.enrich.format.OriginFields;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Lines that belong together as one event. Content never tells that they are to be joined: a source claims it, so that other
 * logs need no state and are spread over all partitions.
 */
abstract class MultilineFormat implements JoiningFormat {
    private final String name;
    private final String dataset;

    MultilineFormat(String name, String dataset) {
        this.name = name;
        this.dataset = dataset;
    }

    /** A line without what its runtime put around it; empty when that is not there. */
    abstract Optional<Written> read(byte[] line);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Fit fit(Source source) {
        return Fit.NONE;
    }

    @Override
    public final Coalescer coalescer() {
        return new LineCoalescer(this::read);
    }

    @Override
    public final Optional<ObjectNode> record(Source source, FormatContext context) {
        return read(source.bytes())
                .map(line -> JsonNodeFactory.instance
                        .objectNode()
                        .put("stream", line.stream())
                        .put("time", line.time())
                        .put("partial", line.partial())
                        .put("content", context.redactor().texts().redact(line.content(), context.redactions())));
    }

    @Override
    public final Parsed parse(Source source, FormatContext context) {
        String text = source.text();
        if (text.isBlank()) {
            return new Parsed.Rejected(DeadLetterCode.PARSE, "the line is empty", "");
        }
        List<Written> lines = lines(source.bytes());
        Written first = lines.get(0);
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            content.append(lines.get(i).content());
            content.append(lines.get(i).partial() || i == lines.size() - 1 ? "" : "\n");
        }
        EventTime time = first.time().isEmpty()
                ? EventTime.received(source.receivedAt())
                : EventTime.of(first.time(), source.receivedAt());
        String message = context.redactor().texts().redact(content.toString(), context.redactions());
        EcsDocument document = new EcsDocument(time)
                .text("message", message)
                .text("stream", first.stream())
                .text("event.kind", "event")
                .texts("event.type", List.of(first.stream().equals("stderr") ? "error" : "info"));
        if (message.indexOf('\n') >= 0) {
            document.texts("log.flags", List.of("multiline"));
        }
        if (lines.get(lines.size() - 1).partial()) {
            document.tag("partial_line");
        }
        Thrown.write(message, document);
        OriginFields.write(source, document);
        DeliveryDraft.tagReplaced(source, document);
        return DeliveryDraft.of(source, time, dataset, document);
    }

    /** The lines of a joined record; one that cannot be read goes on as it is. */
    private List<Written> lines(byte[] bytes) {
        Optional<Written> whole = read(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (whole.isPresent() && whole.get().content().indexOf('\n') < 0 && text.startsWith("{")) {
            return List.of(whole.get());
        }
        return text.lines()
                .map(line ->
                        read(line.getBytes(StandardCharsets.UTF_8)).orElseGet(() -> new Written("", "", false, line)))
                .toList();
    }
}
