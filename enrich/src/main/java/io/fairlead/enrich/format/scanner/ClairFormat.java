// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.report.Cvss;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Clair: the vulnerability report of version 4, the ancestry of version 3's API, the layer of version 2's, alone and as Quay's API
 * gives it, and what clair-scanner and klar write. Sources: Clair, reference of the matcher's API (VulnerabilityReport); Clair
 * v3, {@code clair.proto}; Clair v2, API, Layers; Quay, API, {@code manifest/…/security}; clair-scanner; klar.
 */
public final class ClairFormat extends JsonReport {
    private static final int MOST_PACKAGES = 5_000;
    private static final Pattern CVE = Pattern.compile("CVE-\\d{4}-\\d{4,}");
    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z-]{1,64}");

    private static final Mapping COMMON =
            new Mapping().image("/image").digests("/manifest_hash").own("layer", "/Layer/Name", "/data/Layer/Name");

    private static final Findings ALL = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .also(ClairFormat::id)
                            .text("vulnerability.description", "description", "Description")
                            .text("vulnerability.reference", "link", "Link", "links")
                            .text("vulnerability.published_date", "issued")
                            .severity("normalized_severity", "severity", "Severity")
                            .text("package.name", "featurename", "FeatureName", "package/name", "../Name", "../name")
                            .text("package.version", "featureversion", "FeatureVersion", "../Version", "../version")
                            .text("package.type", "../VersionFormat", "../versionFormat")
                            .also(ClairFormat::installed)
                            .fixedIn("fixedby", "FixedBy", "fixedBy", "fixed_in_version")
                            .number(
                                    "vulnerability.score.base",
                                    "Metadata/NVD/CVSSv3/Score",
                                    "Metadata/NVD/CVSSv2/Score")
                            .text("fairlead.finding.os.name", "distribution/did", "distribution/name")
                            .text("fairlead.finding.os.version", "distribution/version_id")
                            .own("distribution", "namespace", "NamespaceName", "namespaceName")
                            .also(ClairFormat::score),
                    "vulnerabilities/*",
                    "vulnerabilities/+",
                    "Vulnerabilities/+/*",
                    "Layer/Features/*/Vulnerabilities/*",
                    "data/Layer/Features/*/Vulnerabilities/*",
                    "ancestry/layers/*/detectedFeatures/*/vulnerabilities/*")
            .needs("vulnerability", "name", "Name");

    /** For the service loader. */
    public ClairFormat() {
        super(new Scanner(
                "clair",
                "clair.finding",
                "clair",
                "Clair",
                List.of(),
                List.of("/image", "/manifest_hash", "/Layer/Name", "/LayerCount", "/data/Layer/Name", "/ancestry/name"),
                COMMON,
                List.of(ALL)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        return top.path("unapproved").isArray() && top.has("vulnerabilities")
                || top.has("LayerCount") && top.path("Vulnerabilities").isObject()
                || top.path("manifest_hash").isTextual() && top.has("package_vulnerabilities")
                || isLayer(top.path("Layer"))
                || isLayer(top.path("data").path("Layer"))
                || top.path("ancestry").has("layers") && top.path("ancestry").has("name");
    }

    private static boolean isLayer(JsonNode layer) {
        return layer.has("Features") && layer.has("Name") || layer.has("IndexedByVersion");
    }

    /** Version 4 writes a sentence that begins with the id for some updaters, and may name the CVE behind it. */
    private static void id(Finding finding, EcsDocument document) {
        String name = finding.text("vulnerability", "name", "Name");
        int space = name.indexOf(' ');
        String first = space > 0 ? name.substring(0, space) : name;
        Set<String> ids = new LinkedHashSet<>();
        CVE.matcher(name).results().map(MatchResult::group).forEach(ids::add);
        ids.add(first.endsWith(":") ? first.substring(0, first.length() - 1) : first);
        if (ids.size() > 1) {
            document.texts("vulnerability.id", ids);
        } else {
            document.text("vulnerability.id", ids.iterator().next());
        }
    }

    /** Version 4 tells scores beside the vulnerabilities, by their ids. */
    private static void score(Finding finding, EcsDocument document) {
        String id = finding.text("@0");
        if (KEY.matcher(id).matches()) {
            Cvss.best(
                    finding.nodes("/enrichments/*/*/" + id + "/*"),
                    "baseScore",
                    List.of("version", "vectorString"),
                    document);
        }
    }

    /** Version 4 tells what is installed by ids of packages; of several the version is that of the first. */
    private static void installed(Finding finding, EcsDocument document) {
        List<JsonNode> links = finding.nodes("/package_vulnerabilities");
        List<JsonNode> packages = finding.nodes("/packages");
        if (links.isEmpty() || packages.isEmpty() || links.get(0).size() > MOST_PACKAGES) {
            return;
        }
        String id = finding.text("@0");
        Set<String> names = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> link : links.get(0).properties()) {
            for (JsonNode vulnerability : link.getValue()) {
                if (vulnerability.asText().equals(id)) {
                    JsonNode part = packages.get(0).path(link.getKey());
                    if (names.isEmpty()) {
                        document.text("package.version", part.path("version").asText())
                                .text("package.architecture", part.path("arch").asText());
                    }
                    names.add(part.path("name").asText());
                }
            }
        }
        names.remove("");
        if (names.size() > 1) {
            document.texts("package.name", names);
        } else {
            document.text("package.name", String.join("", names));
        }
    }
}
