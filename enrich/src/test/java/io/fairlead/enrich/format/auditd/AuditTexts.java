// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.enrich.address.TrustedProxies;
import io.fairlead.enrich.format.Coalescer;
import io.fairlead.enrich.format.Coalescer.Joined;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.redact.Redactions;
import io.fairlead.enrich.redact.Redactor;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lines of an audit log on their way to documents. */
final class AuditTexts {
    static final Instant RECEIVED = Instant.parse("2026-11-22T15:00:00Z");

    private static final JsonReader READER = new JsonReader(64);

    private AuditTexts() {}

    static RawLog raw(String line) {
        return raw(line, RECEIVED);
    }

    static RawLog raw(String line, Instant receivedAt) {
        Origin origin = new Origin("test", "", "", "host-a/audit.log", null, "cluster-a", "host-a");
        ByteBuffer payload = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        return new RawLog("delivery-1", origin, "auditd", receivedAt, payload, Map.of());
    }

    /** The documents that these lines, joined, become. */
    static List<JsonNode> joined(List<String> lines) {
        Coalescer coalescer = new AuditCoalescer();
        List<Joined> out = new ArrayList<>();
        lines.forEach(line -> out.addAll(coalescer.add(raw(line))));
        out.addAll(coalescer.flush());
        return out.stream()
                .filter(Joined.Whole.class::isInstance)
                .map(joined -> document(((Joined.Whole) joined).raw()))
                .toList();
    }

    /** The document of one record. */
    static JsonNode document(RawLog raw) {
        FormatContext context = new FormatContext(
                Redactor.create(READER), new Redactions(), READER, new TrustedProxies(List.of()), 1 << 20);
        if (!(new AuditdFormat().parse(new Source(raw, READER), context) instanceof Parsed.Understood understood)) {
            throw new AssertionError("not understood: "
                    + StandardCharsets.UTF_8.decode(raw.getPayload().duplicate()));
        }
        try {
            return new ObjectMapper()
                    .readTree(understood.drafts().get(0).document().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
