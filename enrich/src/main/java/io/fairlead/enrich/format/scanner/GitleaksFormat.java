// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.report.CsvTable;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.JsonReport;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import io.fairlead.enrich.format.report.Scanner;
import java.io.IOException;
import java.util.List;

/**
 * Credentials that Gitleaks found in a repository, version 8 and before. What it found is never kept, only where. Source:
 * Gitleaks, README, report format; {@code report/finding.go}, {@code report/csv.go}.
 */
public final class GitleaksFormat extends JsonReport {
    private static final String HEAD = "RuleID,Commit,File,SymlinkFile,Secret,Match,";

    private static final Findings LEAKS = Findings.of(
                    Kind.SECRET,
                    new Mapping()
                            .text("rule.id", "RuleID", "rule")
                            .text("rule.name", "Description", "rule")
                            .text("file.path", "File", "file")
                            .line("StartLine", "lineNumber")
                            .text("user.name", "Author", "author")
                            .text("user.email", "Email", "email")
                            .own("commit", "Commit", "commit")
                            .own("repository", "repo", "Link")
                            .own("fingerprint", "Fingerprint")
                            .own("date", "Date", "date")
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
                List.of(),
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
    protected byte[] json(Source source) throws IOException {
        return CsvTable.begins(source, HEAD) ? CsvTable.json(source) : source.bytes();
    }

    @Override
    public Fit fit(Source source) {
        return CsvTable.is(source, HEAD) ? Fit.EXACT : super.fit(source);
    }

    @Override
    protected boolean accepts(JsonNode top) {
        return top.isArray() || top.isNull();
    }
}
