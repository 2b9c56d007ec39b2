// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import java.util.List;

/** The list of an image's vulnerabilities that anchorectl writes. Source: anchorectl, {@code image vulnerabilities -o json}. */
public final class AnchorectlFormat extends JsonReport {
    private static final Findings VULNERABILITIES = Findings.of(
                    Kind.VULNERABILITY, AnchoreFormat.VULNERABILITY, "*", "")
            .when(finding -> !finding.text("vuln", "vulnerabilityId").isEmpty()
                    && !finding.text("packageName", "package").isEmpty());

    /** For the service loader. */
    public AnchorectlFormat() {
        super(new Scanner(
                "anchorectl",
                "anchore.finding",
                "anchore",
                "Anchore",
                List.of(),
                List.of(),
                new Mapping().digests("imageDigest"),
                List.of(VULNERABILITIES)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        JsonNode one = top.isArray() ? top.path(0) : top;
        return one.has("vuln") && one.has("packageName") && one.has("feedGroup");
    }

    @Override
    protected boolean accepts(JsonNode top) {
        return top.isArray();
    }
}
