// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.ImageName;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import io.fairlead.enrich.format.report.XmlTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                            .texts("vulnerability.cwe", "cwes")
                            .severity("ratings/*/severity")
                            .score(
                                    List.of("ratings/*/score", "ratings/*/score/base"),
                                    List.of("ratings/*/vector", "ratings/*/method"))
                            .text("event.reason", "recommendation", "recommendations/0")
                            .also(CycloneDxFormat::affected)
                            .own("state", "analysis/state"),
                    "vulnerabilities/*",
                    "components/*/vulnerabilities/*",
                    "components/*/components/*/vulnerabilities/*")
            .needs("id", "bom-ref");

    private static final Findings COMPONENTS = Findings.of(
                    Kind.COMPONENT,
                    new Mapping()
                            .also((finding, document) -> component(finding.value(), document))
                            .text("package.description", "description")
                            .text(
                                    "package.license",
                                    "licenses/0/license/id",
                                    "licenses/0/license/name",
                                    "licenses/0/expression")
                            .own("type", "type"),
                    "components/*",
                    "components/*/components/*")
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

    @Override
    protected boolean isReport(JsonNode top) {
        return top.path("bomFormat").asText().equals("CycloneDX");
    }

    @Override
    protected byte[] json(Source source) throws IOException {
        if (!XmlTree.begins(source)) {
            return source.bytes();
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

    /** The component that a vulnerability is in: around it, or the first that it refers to. */
    private static void affected(Finding finding, EcsDocument document) {
        if (finding.text("../bomFormat").isEmpty()) {
            component(finding.nodes("../").get(0), document);
            return;
        }
        String reference = finding.text("affects/0/ref", "ref");
        PackageUrl.of(reference).ifPresent(url -> write(url, document));
        Stream.of("/components", "/components/*/components")
                .flatMap(list -> finding.nodes(list).stream())
                .filter(list -> list.size() <= MOST_COMPONENTS)
                .flatMap(JsonNode::valueStream)
                .filter(component -> !reference.isEmpty()
                        && (component.path("bom-ref").asText().equals(reference)
                                || component.path("purl").asText().equals(reference)))
                .findFirst()
                .ifPresent(component -> component(component, document));
        List<String> versions = List.copyOf(finding.texts("affects/0/versions/*/version"));
        if (!versions.isEmpty() && document.get("package.version").isEmpty()) {
            document.text("package.version", versions.get(0));
        }
        document.texts("cyclonedx.affects", finding.texts("affects/*/ref"));
    }

    private static void component(JsonNode component, EcsDocument document) {
        PackageUrl.of(component.path("purl").asText()).ifPresent(url -> write(url, document));
        String group = component.path("group").asText();
        String name = component.path("name").asText();
        if (!name.isEmpty()) {
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
