// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import io.fairlead.enrich.ecs.Original;
import io.fairlead.enrich.format.Draft;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.OriginFields;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.enrich.redact.SecretKind;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes an event of each finding of one report. */
final class Drafting implements Emitting.Taker {
    private final Scanner scanner;
    private final Source source;
    private final FormatContext context;
    private final Consumer<Parsed> parts;
    private final Finding report;
    private final Function<String, JsonNode> elements;
    private final EventTime time;
    private final String reportId;
    private final Occurrences occurrences = new Occurrences();

    Drafting(Scanner scanner, Frame frame, Source source, FormatContext context, Consumer<Parsed> parts) {
        this.scanner = scanner;
        this.source = source;
        this.context = context;
        this.parts = parts;
        this.elements = frame.elements()::named;
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        List<Finding.Step> way = List.of(new Finding.Step("", frame.top()));
        this.report =
                new Finding(none, frame.top().isMissingNode() ? List.of() : way, "", scanner.namespace(), elements);
        this.time = Stamps.of(report, scanner.time(), source.receivedAt());
        this.reportId = Identity.hash(scanner.name(), identity(report));
    }

    private String identity(Finding report) {
        StringBuilder identity = new StringBuilder();
        scanner.identity()
                .forEach(reference -> identity.append(report.text(reference)).append('\n'));
        return identity.toString();
    }

    @Override
    public void finding(Findings of, JsonTree.Read read, ObjectNode value, List<Finding.Step> way, String key) {
        byte[] content = value.toString().getBytes(StandardCharsets.UTF_8);
        String hash = Identity.sha256Hex(content);
        of.secrets().forEach(name -> secret(value, name));
        context.redactor().trees().redact(value, null, context.redactions());
        ObjectNode named = read.awkwardKeys() ? (ObjectNode) FieldNames.repaired(value) : value;
        Finding finding = new Finding(named, way, key, scanner.namespace(), elements);
        if (!of.holds(finding)) {
            refused(DeadLetterCode.SCHEMA, "not a finding of " + scanner.name(), named);
            return;
        }
        EcsDocument document = document();
        if (read.duplicateKeys()) {
            document.tag("duplicate_key");
        }
        Original.write(named, content.length, context.maxOriginal(), document);
        Kind kind = of.kind(finding);
        boolean passed = of.passed(finding);
        String action = kind.label() + (passed ? "-passed" : "-found");
        document.texts("event.category", kind.category())
                .text("event.action", action)
                .text("event.outcome", passed || kind == Kind.COMPONENT ? "success" : "failure")
                .text("fairlead.finding.kind", kind.label());
        scanner.common().write(finding, document);
        of.mapping().write(finding, document);
        Meaning.of(kind).finish(document);
        document.node(scanner.namespace() + ".finding", Flattened.of(named));
        emit(occurrences.identity(id(hash, finding.place())), document);
    }

    /** The event that says that there is nothing: silence and failure must not look the same. */
    void nothing() {
        EcsDocument document = document()
                .texts("event.category", List.of("vulnerability"))
                .text("event.action", "nothing-found")
                .text("event.outcome", "success")
                .text("fairlead.finding.kind", "none");
        scanner.common().write(report, document);
        Meaning.nothing(scanner.name(), document);
        emit(id("nothing", ""), document);
    }

    @Override
    public void refused(DeadLetterCode code, String message, JsonNode value) {
        JsonNode redacted = context.redactor().trees().redact(value, null, context.redactions());
        parts.accept(new Parsed.Rejected(code, message, redacted.toString()));
    }

    private EcsDocument document() {
        EcsDocument document = new EcsDocument(time)
                .text("event.kind", "state")
                .texts("event.type", List.of("info"))
                .text("vulnerability.report_id", reportId)
                .text("vulnerability.scanner.vendor", scanner.vendor());
        OriginFields.write(source, document);
        return document;
    }

    private String id(String hash, String place) {
        return Identity.hash(scanner.name(), source.origin().getCredential(), reportId, place, hash);
    }

    private void emit(String id, EcsDocument document) {
        parts.accept(new Parsed.Understood(List.of(new Draft(
                id,
                id,
                time,
                scanner.dataset(),
                true,
                document,
                List.of("event.original", scanner.namespace() + ".finding")))));
    }

    private void secret(ObjectNode value, String name) {
        JsonNode secret = value.get(name);
        if (secret != null && secret.isTextual() && !secret.textValue().isEmpty()) {
            value.set(name, TextNode.valueOf(context.redactions().replace(SecretKind.SECRET_DATA, secret.textValue())));
        } else if (secret != null && secret.isContainerNode() && !secret.isEmpty()) {
            value.set(name, TextNode.valueOf(context.redactions().replace(SecretKind.SECRET_DATA)));
        }
    }
}
