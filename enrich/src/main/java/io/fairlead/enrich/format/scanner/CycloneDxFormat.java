// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.ecs.PercentCoding;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.report.Cvss;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.ImageName;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import io.fairlead.enrich.format.report.Wrapped;
import io.fairlead.enrich.format.report.XmlTree;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A bill of materials or a list of vulnerabilities in CycloneDX, JSON or XML, from any tool. Where it tells vulnerabilities each
 * is an event; where it tells none, each component is. Source: CycloneDX 1.6, JSON and XML reference; its extension
 * Vulnerability 1.0 for versions before 1.4.
 */
public final class CycloneDxFormat extends JsonReport {
    private static final Set<String> LISTS = Set.of(
            "components",
            "vulnerabilities",
            "ratings",
            "licenses",
            "hashes",
            "properties",
            "affects",
            "advisories",
            "references",
            "cwes",
            "recommendations",
            "externalReferences",
            "dependencies",
            "services",
            "versions");
    private static final String NAMESPACE = "http://cyclonedx.org/schema/bom/";
    private static final int MOST_COMPONENTS = 20_000;
    private static final int DEEPEST = 6;
    private static final int MOST_AFFECTED = 16;
    private static final Set<String> HARMLESS =
            Set.of("not_affected", "false_positive", "resolved", "resolved_with_pedigree");

    private static final Mapping COMMON = new Mapping()
            .also(CycloneDxFormat::subject)
            .own("tool", "/metadata/tools/components/0/name", "/metadata/tools/0/name", "/metadata/tools/tool/name")
            .own("serial_number", "/serialNumber")
            .text(
                    "vulnerability.scanner.vendor",
                    "/metadata/tools/0/vendor",
                    "/metadata/tools/components/0/group",
                    "/metadata/tools/components/0/name",
                    "/metadata/tools/tool/vendor");

    private static final Findings VULNERABILITIES = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .texts("vulnerability.id", "id", "references/*/id")
                            .text("vulnerability.description", "description", "detail")
                            .text("vulnerability.reference", "source/url", "advisories/0/url", "advisories/0")
                            .text("vulnerability.published_date", "published")
                            .also(CycloneDxFormat::weaknesses)
                            .also(CycloneDxFormat::rating)
                            .text("event.reason", "recommendation", "recommendations/0")
                            .also(CycloneDxFormat::affected)
                            .own("state", "analysis/state")
                            .own("justification", "analysis/justification")
                            .texts("cyclonedx.response", "analysis/response", "analysis/responses/response"),
                    nested("vulnerabilities/*"))
            .needs("id", "bom-ref")
            .passed(finding -> HARMLESS.contains(finding.text("analysis/state")));

    private static final Findings COMPONENTS = Findings.of(
                    Kind.COMPONENT,
                    new Mapping()
                            .also((finding, document) -> component(finding.value(), document))
                            .text("package.description", "description")
                            .text(
                                    "package.license",
                                    "licenses/0/license/id",
                                    "licenses/0/license/name",
                                    "licenses/0/expression",
                                    "licenses/0/id",
                                    "licenses/0/name",
                                    "licenses/0")
                            .own("type", "type"),
                    nested("components/*"))
            .needs("name")
            .inventory();

    /** For the service loader. */
    public CycloneDxFormat() {
        super(new Scanner(
                "cyclonedx",
                "cyclonedx.finding",
                "cyclonedx",
                "",
                List.of("/metadata/timestamp"),
                List.of(
                        "/serialNumber",
                        "/version",
                        "/metadata/timestamp",
                        "/metadata/component/name",
                        "/metadata/component/version"),
                COMMON,
                List.of(VULNERABILITIES, COMPONENTS)));
    }

    /** Places in the bill, in its components, in theirs, and so on. */
    private static String[] nested(String list) {
        return IntStream.range(0, DEEPEST)
                .mapToObj(depth -> "components/*/".repeat(depth) + list)
                .toArray(String[]::new);
    }

    /** The best score and the severity that stands beside it, else the first severity. */
    private static void rating(Finding finding, EcsDocument document) {
        List<JsonNode> ratings = finding.nodes("ratings/*");
        List<String> versions = List.of("vector", "method");
        String beside = Cvss.best(ratings, "score", versions, document)
                .or(() -> Cvss.best(ratings, "score/base", versions, document))
                .map(rating -> rating.path("severity").asText())
                .orElse("");
        String severity = beside.isEmpty() ? finding.text("ratings/*/severity") : beside;
        if (!severity.isEmpty()) {
            document.text("cyclonedx.severity", severity);
            Mapping.severity(severity, document);
        }
    }

    private static void weaknesses(Finding finding, EcsDocument document) {
        document.texts(
                "vulnerability.cwe",
                finding.texts("cwes").stream()
                        .map(number -> number.startsWith("CWE-") ? number : "CWE-" + number)
                        .toList());
    }

    @Override
    protected boolean isReport(JsonNode top) {
        return isBill(top) || isAttestation(top);
    }

    private static boolean isBill(JsonNode top) {
        return top.path("bomFormat").asText().equals("CycloneDX");
    }

    /** Whether the bill is what a statement of in-toto is about. */
    private static boolean isAttestation(JsonNode top) {
        return top.has("predicateType") && isBill(top.path("predicate"));
    }

    @Override
    protected byte[] json(Source source) throws IOException {
        if (!XmlTree.begins(source)) {
            return isAttestation(source.outline()) ? Wrapped.inner("predicate", source.bytes()) : source.bytes();
        }
        return XmlTree.json(source, LISTS, isBill(source) ? Map.of("bomFormat", "CycloneDX") : Map.of());
    }

    @Override
    public Fit fit(Source source) {
        if (XmlTree.begins(source)) {
            return isBill(source) ? Fit.EXACT : Fit.NONE;
        }
        return super.fit(source);
    }

    private static boolean isBill(Source source) {
        return XmlTree.root(source)
                .filter(name -> name.startsWith(NAMESPACE) && name.endsWith(":bom"))
                .isPresent();
    }

    /** What the whole bill is about: an image, or anything else by its name. */
    private static void subject(Finding finding, EcsDocument document) {
        String name = finding.text("/metadata/component/name");
        if (finding.text("/metadata/component/type").equals("container")) {
            ImageName.of(name).write(document);
            String version = finding.text("/metadata/component/version");
            if (version.startsWith("sha256:")) {
                document.texts("container.image.hash.all", List.of(version));
            } else if (!version.isEmpty() && document.get("container.image.tag").isEmpty()) {
                document.texts("container.image.tag", List.of(version));
            }
        }
        document.text("cyclonedx.subject", name);
    }

    /** The component that a vulnerability is in: around it, or those that it refers to; the version is that of the first. */
    private static void affected(Finding finding, EcsDocument document) {
        if (finding.text("../bomFormat").isEmpty()) {
            component(finding.nodes("../").get(0), document);
            return;
        }
        Set<String> affects = finding.texts("affects/*/ref", "ref");
        Set<String> names = new LinkedHashSet<>();
        affects.stream().limit(MOST_AFFECTED).forEach(affected -> {
            String reference = local(affected);
            EcsDocument one = names.isEmpty() ? document : new EcsDocument(EventTime.received(Instant.EPOCH));
            PackageUrl.of(reference).ifPresent(url -> write(url, one));
            known(finding, reference).ifPresent(component -> component(component, one));
            names.add(one.get("package.name"));
        });
        names.remove("");
        if (names.size() > 1) {
            document.texts("package.name", names);
        }
        List<String> versions = List.copyOf(finding.texts("affects/0/versions/*/version"));
        if (!versions.isEmpty() && document.get("package.version").isEmpty()) {
            document.text("package.version", versions.get(0));
        }
        document.texts("cyclonedx.affects", finding.texts("affects/*/ref"));
    }

    /** What a reference names in its bill: one into another bill ({@code urn:cdx:…/1#ref}) is written as a part of an address. */
    private static String local(String reference) {
        int hash = reference.startsWith("urn:cdx:") ? reference.indexOf('#') : -1;
        if (hash < 0) {
            return reference;
        }
        String inner = reference.substring(hash + 1);
        return inner.startsWith("pkg%3A") || inner.startsWith("pkg%3a") ? PercentCoding.decode(inner) : inner;
    }

    private static Optional<JsonNode> known(Finding finding, String reference) {
        return Stream.of("/components", "/components/*/components", "/metadata/component/components")
                .flatMap(list -> finding.nodes(list).stream())
                .filter(list -> list.size() <= MOST_COMPONENTS)
                .flatMap(JsonNode::valueStream)
                .filter(component -> !reference.isEmpty()
                        && (component.path("bom-ref").asText().equals(reference)
                                || component.path("purl").asText().equals(reference)))
                .findFirst();
    }

    private static void component(JsonNode component, EcsDocument document) {
        Optional<PackageUrl> known = PackageUrl.of(component.path("purl").asText());
        known.ifPresent(url -> write(url, document));
        String group = component.path("group").asText();
        String name = component.path("name").asText();
        if (!name.isEmpty() && known.isEmpty()) {
            document.text("package.name", group.isEmpty() || name.contains(group) ? name : group + ":" + name);
        }
        document.text("package.version", component.path("version").asText());
    }

    private static void write(PackageUrl url, EcsDocument document) {
        document.text("package.name", url.name())
                .text("package.version", url.version())
                .text("package.type", url.type());
    }
}
