// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import java.util.List;
import java.util.Map;

/**
 * Clair: the vulnerability report of version 4, the layer of version 2's API, and what clair-scanner and klar write. Sources:
 * Clair, reference of the matcher's API (VulnerabilityReport); Clair v2, API, Layers; clair-scanner; klar.
 */
public final class ClairFormat extends JsonReport {
    private static final int MOST_PACKAGES = 5_000;

    private static final Mapping COMMON =
            new Mapping().image("/image").digests("/manifest_hash").own("layer", "/Layer/Name");

    private static final Findings ALL = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .also(ClairFormat::id)
                            .text("vulnerability.description", "description", "Description")
                            .text("vulnerability.reference", "link", "Link", "links")
                            .text("vulnerability.published_date", "issued")
                            .severity("normalized_severity", "severity", "Severity")
                            .text("package.name", "featurename", "FeatureName", "package/name", "../Name")
                            .text("package.version", "featureversion", "FeatureVersion", "../Version")
                            .text("package.type", "../VersionFormat")
                            .also(ClairFormat::installed)
                            .fixedIn("fixedby", "FixedBy", "fixed_in_version")
                            .number(
                                    "vulnerability.score.base",
                                    "Metadata/NVD/CVSSv3/Score",
                                    "Metadata/NVD/CVSSv2/Score")
                            .text("fairlead.finding.os.name", "distribution/did", "distribution/name")
                            .text("fairlead.finding.os.version", "distribution/version_id")
                            .own("distribution", "namespace", "NamespaceName"),
                    "vulnerabilities/*",
                    "vulnerabilities/+",
                    "Vulnerabilities/+/*",
                    "Layer/Features/*/Vulnerabilities/*")
            .needs("vulnerability", "name", "Name");

    /** For the service loader. */
    public ClairFormat() {
        super(new Scanner(
                "clair",
                "clair.finding",
                "clair",
                "Clair",
                List.of(),
                List.of("/image", "/manifest_hash", "/Layer/Name", "/LayerCount"),
                COMMON,
                List.of(ALL)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        return top.path("unapproved").isArray() && top.has("vulnerabilities")
                || top.has("LayerCount") && top.path("Vulnerabilities").isObject()
                || top.path("manifest_hash").isTextual() && top.has("package_vulnerabilities")
                || top.path("Layer").has("Features") && top.path("Layer").has("Name")
                || top.path("Layer").has("IndexedByVersion");
    }

    /** Version 4 writes a sentence that begins with the id for some updaters. */
    private static void id(Finding finding, EcsDocument document) {
        String name = finding.text("vulnerability", "name", "Name");
        int space = name.indexOf(' ');
        document.text("vulnerability.id", space > 0 ? name.substring(0, space) : name);
    }

    /** Version 4 tells the installed version by the package's id, which leads to the package. */
    private static void installed(Finding finding, EcsDocument document) {
        List<JsonNode> links = finding.nodes("/package_vulnerabilities");
        List<JsonNode> packages = finding.nodes("/packages");
        if (links.isEmpty() || packages.isEmpty() || links.get(0).size() > MOST_PACKAGES) {
            return;
        }
        String id = finding.text("@0");
        for (Map.Entry<String, JsonNode> link : links.get(0).properties()) {
            for (JsonNode vulnerability : link.getValue()) {
                if (vulnerability.asText().equals(id)) {
                    JsonNode part = packages.get(0).path(link.getKey());
                    document.text("package.name", part.path("name").asText())
                            .text("package.version", part.path("version").asText())
                            .text("package.architecture", part.path("arch").asText());
                    return;
                }
            }
        }
    }
}
