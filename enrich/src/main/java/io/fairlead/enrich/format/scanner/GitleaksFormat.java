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

/**
 * Credentials that Gitleaks found in a repository, version 8 and before. What it found is never kept, only where. Source:
 * Gitleaks, README, report format; {@code report/finding.go}.
 */
public final class GitleaksFormat extends JsonReport {
    private static final Findings LEAKS = Findings.of(
                    Kind.SECRET,
                    new Mapping()
                            .text("rule.id", "RuleID", "rule")
                            .text("rule.name", "Description", "rule")
                            .text("file.path", "File", "file")
                            .number("log.origin.file.line", "StartLine", "lineNumber")
                            .text("user.name", "Author", "author")
                            .text("user.email", "Email", "email")
                            .own("commit", "Commit", "commit")
                            .own("repository", "repo", "Link")
                            .own("fingerprint", "Fingerprint")
                            .also((finding, document) -> Mapping.severity("HIGH", document)),
                    "*",
                    "")
            .when(finding -> !finding.text("RuleID", "rule").isEmpty()
                    && !finding.text("File", "file", "Commit", "commit").isEmpty())
            .secrets("Secret", "Match", "Line", "line", "offender");

    /** For the service loader. */
    public GitleaksFormat() {
        super(new Scanner(
                "gitleaks",
                "gitleaks.finding",
                "gitleaks",
                "Gitleaks",
                List.of("Date", "date"),
                List.of(),
                new Mapping(),
                List.of(LEAKS)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        JsonNode leak = top.isArray() ? top.path(0) : top;
        return leak.has("RuleID") && leak.has("Secret") && leak.has("StartLine")
                || leak.has("offender") && leak.has("rule") && leak.has("commit");
    }

    @Override
    protected boolean accepts(JsonNode top) {
        return top.isArray() || top.isNull();
    }
}
