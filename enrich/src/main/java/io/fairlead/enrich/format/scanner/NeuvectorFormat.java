// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.ImageName;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import java.util.List;

/** NeuVector's scan of an image or a workload. Source: NeuVector, REST API, {@code RESTScanReport}. */
public final class NeuvectorFormat extends JsonReport {
    private static final Findings VULNERABILITIES = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .text("vulnerability.id", "name")
                            .text("vulnerability.description", "description")
                            .text("vulnerability.reference", "link")
                            .severity("severity")
                            .score(List.of("score_v3", "score"), List.of("vectors_v3"))
                            .text("package.name", "package_name")
                            .text("package.version", "package_version")
                            .text("file.path", "file_name")
                            .fixedIn("fixed_version")
                            .own("feed_rating", "feed_rating")
                            .own("in_base_image", "in_base_image"),
                    "report/vulnerabilities/*")
            .needs("name");

    /** For the service loader. */
    public NeuvectorFormat() {
        super(new Scanner(
                "neuvector",
                "neuvector.finding",
                "neuvector",
                "SUSE",
                List.of("/report/scanned_at"),
                List.of(
                        "/report/image_id",
                        "/report/repository",
                        "/report/tag",
                        "/report/digest",
                        "/report/scanned_at"),
                new Mapping()
                        .also(NeuvectorFormat::image)
                        .digests("/report/digest", "/report/image_id")
                        .text("fairlead.finding.os.name", "/report/base_os"),
                List.of(VULNERABILITIES)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        JsonNode report = top.path("report");
        return report.has("vulnerabilities")
                && (report.has("modules") || report.has("checks") || report.has("setid_perms"));
    }

    private static void image(Finding finding, EcsDocument document) {
        String repository = finding.text("/report/repository");
        if (!repository.isEmpty()) {
            String registry = finding.text("/report/registry").replaceFirst("^https?://", "");
            String between = registry.isEmpty() || registry.endsWith("/") ? "" : "/";
            new ImageName(registry + between + repository, finding.text("/report/tag"), "").write(document);
        }
    }
}
