// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.ReportFormat;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The report of one scanner, in JSON. It is read twice: once for what stands around the findings, once for the findings, of
 * which one at a time is held. A report without findings is one event that says so.
 */
public abstract class JsonReport implements ReportFormat {
    private final Scanner scanner;
    private final Shape shape;

    /** A format for the reports of this scanner. */
    protected JsonReport(Scanner scanner) {
        this.scanner = scanner;
        this.shape = Shape.of(scanner.findings());
    }

    /** Whether this is the top of such a report, by keys that no other scanner has; of a large report not all is there. */
    protected abstract boolean isReport(JsonNode top);

    /**
     * Whether this, which a route says is such a report, is one: the top without findings. Some scanners write less than
     * can be told when they find nothing.
     */
    protected boolean accepts(JsonNode top) {
        return isReport(top);
    }

    /** The report as JSON, where it may be written in another way. */
    protected byte[] json(Source source) throws IOException {
        return source.bytes();
    }

    @Override
    public final String name() {
        return scanner.name();
    }

    @Override
    public Fit fit(Source source) {
        return isReport(source.outline()) ? Fit.EXACT : Fit.NONE;
    }

    @Override
    public final void read(Source source, FormatContext context, Consumer<Parsed> parts) {
        try {
            read(json(source), source, context, parts);
        } catch (UnreadableReport e) {
            parts.accept(new Parsed.Rejected(e.code(), e.message(), ""));
        } catch (IOException e) {
            parts.accept(
                    switch (context.reader().fault(e)) {
                        case JsonTree.TooLarge tooLarge ->
                            new Parsed.Rejected(DeadLetterCode.LIMIT, tooLarge.message(), "");
                        case JsonTree.Broken broken -> new Parsed.Rejected(DeadLetterCode.PARSE, broken.message(), "");
                        case JsonTree.Read impossible -> throw new IllegalStateException("a fault is no reading");
                    });
        }
    }

    private void read(byte[] json, Source source, FormatContext context, Consumer<Parsed> parts) throws IOException {
        Frame frame = Framing.of(json, shape, context.reader());
        if (!accepts(frame.top()) && !isFinding(frame)) {
            parts.accept(new Parsed.Rejected(DeadLetterCode.SCHEMA, "not a report of the format " + name(), ""));
            return;
        }
        context.redactor().trees().redact(frame.top(), null, context.redactions());
        frame.elements().redact(context.redactor().trees(), context.redactions());
        Drafting drafting = new Drafting(scanner, frame, source, context, parts);
        if (frame.isEmpty()) {
            drafting.nothing();
        } else {
            Emitting.of(json, shape, frame, context.reader(), drafting);
        }
    }

    /** Whether the record is one finding alone: what a route that cuts arrays makes of a list. */
    private static boolean isFinding(Frame frame) {
        return frame.top().isMissingNode() && !frame.isEmpty();
    }
}
