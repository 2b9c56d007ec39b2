// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.ImageName;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What SPDX 3 says of vulnerabilities and what is inside: each assessment of a vulnerability is a finding, each relationship of a
 * package to its vulnerabilities too; packages and vulnerabilities are where the document tells neither. Elements that
 * are not known keep their URIs.
 */
final class SpdxElements {
    private static final Map<String, String> STATUS = Map.of(
            "VexAffected", "affected",
            "VexFixed", "fixed",
            "VexNotAffected", "not_affected",
            "VexUnderInvestigation", "under_investigation");
    private static final Set<String> HARMLESS = Set.of("fixed", "not_affected");

    static final Findings FINDINGS = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .also(SpdxElements::write)
                            .severity("security_severity", "severity")
                            .score(List.of("security_score", "score"), List.of("security_vectorString", "vectorString"))
                            .text("event.reason", names("actionStatement", "impactStatement", "statusNotes"))
                            .own("relationship", "relationshipType")
                            .own("justification", names("justificationType"))
                            .own("decision", names("decisionType"))
                            .own("catalog", names("catalogType"))
                            .exploited(
                                    finding -> finding.text(names("exploited")).equals("true"))
                            .number("spdx.probability", names("probability"))
                            .number("spdx.percentile", names("percentile")),
                    "@graph/*")
            .among(new SpdxGraph())
            .kind(finding -> type(finding).equals(SpdxGraph.PACKAGE) ? Kind.COMPONENT : Kind.VULNERABILITY)
            .when(SpdxElements::isWhole)
            .passed(finding -> HARMLESS.contains(status(finding)));

    private SpdxElements() {}

    /** The tool that made the document, by its name where the document has it. */
    static void tool(Finding finding, EcsDocument document) {
        finding.nodes("/" + SpdxGraph.CREATION + "/createdUsing/0").stream()
                .map(node -> known(finding, node))
                .map(tool ->
                        tool.isTextual() ? tool.asText() : tool.path("name").asText())
                .forEach(name -> document.text("spdx.tool", name));
    }

    private static String type(Finding finding) {
        return SpdxGraph.type(finding.value());
    }

    /** The kind of assessment, for example VexAffected or CvssV3; empty for any other element. */
    private static String assessment(Finding finding) {
        String type = type(finding);
        return type.endsWith(SpdxGraph.ASSESSMENT)
                ? type.substring(0, type.length() - SpdxGraph.ASSESSMENT.length())
                : "";
    }

    private static String status(Finding finding) {
        return STATUS.getOrDefault(assessment(finding), "");
    }

    private static boolean isWhole(Finding finding) {
        return switch (type(finding)) {
            case SpdxGraph.PACKAGE -> !finding.text("name").isEmpty();
            case SpdxGraph.VULNERABILITY ->
                !SpdxGraph.identifier(finding.value()).isEmpty();
            default ->
                !known(finding, "from").isEmpty() && !known(finding, "to").isEmpty();
        };
    }

    private static void write(Finding finding, EcsDocument document) {
        switch (type(finding)) {
            case SpdxGraph.PACKAGE -> {
                packages(List.of(finding.value()), document);
                document.text("package.description", finding.text("summary", "description"))
                        .text("spdx.purpose", finding.text(names("primaryPurpose")));
                known(finding, "suppliedBy").stream()
                        .limit(1)
                        .forEach(supplier -> document.text(
                                "spdx.supplier",
                                supplier.isTextual()
                                        ? supplier.asText()
                                        : supplier.path("name").asText()));
            }
            case SpdxGraph.VULNERABILITY -> vulnerabilities(List.of(finding.value()), document);
            default -> relationship(finding, document);
        }
    }

    private static void relationship(Finding finding, EcsDocument document) {
        boolean association = SpdxGraph.isAssociation(finding.value());
        List<JsonNode> products = known(finding, association ? "from" : "to");
        vulnerabilities(known(finding, association ? "to" : "from"), document);
        List<JsonNode> assessed = known(finding, "security_assessedElement", "assessedElement");
        packages(assessed.isEmpty() ? products : assessed, document);
        products.stream()
                .filter(product -> value(product, "primaryPurpose").equals("container"))
                .findFirst()
                .ifPresent(image -> ImageName.of(image.path("name").asText()).write(document));
        document.texts("spdx.products", finding.texts(association ? "from" : "to"))
                .text("spdx.assessment", assessment(finding))
                .text("spdx.status", status(finding));
        if (assessment(finding).equals("CvssV2")) {
            document.text("vulnerability.score.version", "2.0");
            Mapping.severityOfScore(finding.text(names("score")), document);
        }
        document.text("vulnerability.reference", finding.text("security_locator", "locator"));
    }

    /** Fields of the vulnerabilities that this is about, by the names that others know them by. */
    private static void vulnerabilities(List<JsonNode> elements, EcsDocument document) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode element : elements) {
            List<String> identifiers = new ArrayList<>();
            for (JsonNode identifier : element.path("externalIdentifier")) {
                String text = identifier.path("identifier").asText();
                boolean cve = SpdxGraph.term(
                                identifier.path("externalIdentifierType").asText())
                        .equals("cve");
                identifiers.add(cve ? 0 : identifiers.size(), text);
            }
            String name = element.path("name").asText();
            if (identifiers.isEmpty()) {
                identifiers.add(
                        element.isTextual()
                                ? element.asText()
                                : !name.isEmpty() ? name : SpdxGraph.identifier(element));
            }
            names.addAll(identifiers);
            document.text(
                            "vulnerability.description",
                            element.path(element.has("description") ? "description" : "summary")
                                    .asText())
                    .text("vulnerability.published_date", value(element, "publishedTime"));
        }
        names.remove("");
        document.texts("vulnerability.id", names);
    }

    /** The packages that this is about; a version and a type are only told of one alone. */
    private static void packages(List<JsonNode> elements, EcsDocument document) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode element : elements) {
            String name = element.path("name").asText();
            names.add(element.isTextual() ? element.asText() : name.isEmpty() ? SpdxGraph.identifier(element) : name);
        }
        names.remove("");
        if (elements.size() > 1) {
            document.texts("package.name", names);
        } else if (!elements.isEmpty()) {
            JsonNode element = elements.get(0);
            document.text("package.name", String.join("", names))
                    .text("package.version", value(element, "packageVersion"));
            PackageUrl.of(url(element)).ifPresent(url -> document.text("package.type", url.type()));
        }
    }

    private static String url(JsonNode element) {
        for (JsonNode identifier : element.path("externalIdentifier")) {
            String text = identifier.path("identifier").asText();
            if (text.startsWith("pkg:")) {
                return text;
            }
        }
        return value(element, "packageUrl");
    }

    /** The elements that the first of these fields that is there refers to: what is known of each, or its URI. */
    private static List<JsonNode> known(Finding finding, String... fields) {
        for (String field : fields) {
            List<JsonNode> elements = new ArrayList<>();
            JsonNode value = finding.value().path(field);
            (value.isArray() ? value : List.of(value)).forEach(node -> elements.add(known(finding, node)));
            elements.removeIf(node -> node.isMissingNode()
                    || node.isNull()
                    || node.isTextual() && node.asText().isBlank());
            if (!elements.isEmpty()) {
                return elements;
            }
        }
        return List.of();
    }

    /** An element that is written in the place of its URI is known without looking. */
    private static JsonNode known(Finding finding, JsonNode node) {
        if (!node.isTextual()) {
            return node;
        }
        JsonNode element = finding.element(node.asText());
        return element.isMissingNode() ? TextNode.valueOf(node.asText()) : element;
    }

    private static String value(JsonNode element, String name) {
        for (String field : names(name)) {
            if (element.has(field)) {
                return element.path(field).asText();
            }
        }
        return "";
    }

    /** Terms as they are written with the prefix of any profile and without. */
    private static String[] names(String... terms) {
        List<String> names = new ArrayList<>();
        for (String term : terms) {
            names.addAll(List.of("security_" + term, "software_" + term, term));
        }
        return names.toArray(String[]::new);
    }
}
