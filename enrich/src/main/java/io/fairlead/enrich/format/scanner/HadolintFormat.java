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

/** Rules that hadolint found broken in a Dockerfile ({@code --format json}). Source: hadolint, README, Output formats. */
public final class HadolintFormat extends JsonReport {
    private static final Findings ALL = Findings.of(
                    Kind.MISCONFIGURATION,
                    new Mapping()
                            .text("rule.id", "code")
                            .text("rule.name", "code")
                            .text("event.reason", "message")
                            .text("file.path", "file")
                            .line("line")
                            .severity("level"),
                    "*",
                    "")
            .when(finding ->
                    !finding.text("code").isEmpty() && !finding.text("level").isEmpty());

    /** For the service loader. */
    public HadolintFormat() {
        super(new Scanner(
                "hadolint",
                "hadolint.finding",
                "hadolint",
                "hadolint",
                List.of(),
                List.of(),
                new Mapping(),
                List.of(ALL)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        JsonNode one = top.isArray() ? top.path(0) : top;
        String code = one.path("code").asText();
        return (code.startsWith("DL") || code.startsWith("SC"))
                && one.has("column")
                && one.has("line")
                && one.has("level");
    }

    @Override
    protected boolean accepts(JsonNode top) {
        return top.isArray();
    }
}
