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
        if (of.isSecret(new Finding(value, way, key, scanner.namespace(), elements))) {
            of.secrets().forEach(place -> secrets(value, place));
        }
        context.redactor().trees().redact(value, null, context.redactions());
        ObjectNode named = read.awkwardKeys() ? (ObjectNode) FieldNames.repaired(value) : value;
        Finding finding = new Finding(named, way, key, scanner.namespace(), elements);
        if (!of.holds(finding)) {
            refused(DeadLetterCode.SCHEMA, "not a finding of " + scanner.name(), named);
            return;
        }
        EventTime time = Stamps.of(finding, scanner.time(), source.receivedAt());
        EcsDocument document = document(time);
        if (read.duplicateKeys()) {
            document.tag("duplicate_key");
        }
        Original.write(named, content.length, context.maxOriginal(), document);
        Kind kind = of.kind(finding);
        State state = of.state(finding);
        document.texts("event.category", kind.category())
                .text("event.action", kind.label() + "-" + state.word())
                .text("event.outcome", kind == Kind.COMPONENT ? "success" : state.outcome())
                .text("fairlead.finding.kind", kind.label());
        scanner.common().write(finding, document);
        of.mapping().write(finding, document);
        Meaning.of(kind).finish(document);
        document.node(scanner.namespace() + ".finding", Flattened.of(named));
        emit(occurrences.identity(id(hash, finding.place())), time, document);
    }

    /** The event that says that there is nothing: silence and failure must not look the same. */
    void nothing() {
        EventTime time = Stamps.of(report, scanner.time(), source.receivedAt());
        EcsDocument document = document(time)
                .texts("event.category", List.of("vulnerability"))
                .text("event.action", "nothing-found")
                .text("event.outcome", "success")
                .text("fairlead.finding.kind", "none");
        scanner.common().write(report, document);
        Meaning.nothing(scanner.name(), document);
        emit(id("nothing", ""), time, document);
    }

    @Override
    public void refused(DeadLetterCode code, String message, JsonNode value) {
        JsonNode redacted = context.redactor().trees().redact(value, null, context.redactions());
        parts.accept(new Parsed.Rejected(code, message, redacted.toString()));
    }

    private EcsDocument document(EventTime time) {
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

    private void emit(String id, EventTime time, EcsDocument document) {
        parts.accept(new Parsed.Understood(List.of(new Draft(
                id,
                id,
                time,
                scanner.dataset(),
                true,
                document,
                List.of("event.original", scanner.namespace() + ".finding")))));
    }

    /** Takes out what stands at a path of keys, in which a star is every member of an array. */
    private void secrets(JsonNode there, String place) {
        int slash = place.indexOf('/');
        String name = slash < 0 ? place : place.substring(0, slash);
        if (slash >= 0 && name.equals("*")) {
            there.forEach(member -> secrets(member, place.substring(slash + 1)));
        } else if (slash >= 0) {
            secrets(there.path(name), place.substring(slash + 1));
        } else if (there instanceof ObjectNode object) {
            secret(object, name);
        }
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
