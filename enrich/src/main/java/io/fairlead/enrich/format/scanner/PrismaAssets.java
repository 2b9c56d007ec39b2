// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.report.Finding;
import io.fairlead.enrich.format.report.Findings;
import io.fairlead.enrich.format.report.Kind;
import io.fairlead.enrich.format.report.Mapping;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Vulnerabilities of assets as Prisma Cloud downloads them, a record for each vulnerability and asset; its fields stand below
 * {@code prisma_cloud.vulnerability} by their names in small letters. Source: Prisma Cloud, API, Vulnerabilities, Download assets.
 */
final class PrismaAssets {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMM d uuuu", Locale.ENGLISH);
    private static final List<String> WORDS = List.of(
            "3RD_PARTY_EXPLOIT_SOURCE",
            "ASSET_ID",
            "ASSET_NAME",
            "ASSET_TYPE",
            "AT_RISK",
            "ATTACK_COMPLEXITY",
            "ATTACK_VECTOR",
            "CISA_KEV",
            "CLOUD_ACCOUNT_ID",
            "CVE_ID",
            "CVE_LINK",
            "DISTRIBUTION",
            "EXPLOITABLE",
            "INTERNET_EXPOSED",
            "OS_RELEASE",
            "PACKAGE_IN_USE",
            "PACKAGE_NAME",
            "PATCHABLE",
            "PRIVILEGES_REQUIRED",
            "REGISTRY",
            "SERVICE_PROVIDER",
            "SEVERITY",
            "USER_INTERACTION");

    static final Findings FINDINGS = Findings.of(
                    Kind.VULNERABILITY,
                    new Mapping()
                            .text("vulnerability.id", "CVE_ID")
                            .text("vulnerability.reference", "CVE_LINK")
                            .severity("SEVERITY")
                            .number("vulnerability.score.base", "CVSS_BASE_SCORE")
                            .number("prisma_cloud.vulnerability.epss_score", "EPSS_SCORE")
                            .text("package.name", "PACKAGE_NAME")
                            .also(PrismaAssets::write)
                            .exploited(finding -> finding.text("CISA_KEV").equals("Y")),
                    "assets/*")
            .needs("CVE_ID");

    private PrismaAssets() {}

    static boolean isAsset(JsonNode top) {
        return top.has("ASSET_ID") && top.has("ASSET_TYPE") && top.has("CVE_ID");
    }

    private static void write(Finding finding, EcsDocument document) {
        for (String word : WORDS) {
            document.text("prisma_cloud.vulnerability." + word.toLowerCase(Locale.ROOT), value(finding, word));
        }
        document.text("vulnerability.published_date", date(value(finding, "PUBLISHED_DATE")))
                .text("resource.id", value(finding, "ASSET_ID"))
                .text("cloud.account.id", value(finding, "CLOUD_ACCOUNT_ID"))
                .text("cloud.provider", value(finding, "SERVICE_PROVIDER").toLowerCase(Locale.ROOT))
                .text("fairlead.finding.os.name", value(finding, "DISTRIBUTION"))
                .text("fairlead.finding.os.version", value(finding, "OS_RELEASE"))
                .texts("package.version", list(finding, "INSTALLED_VERSIONS"));
        Mapping.fixed(list(finding, "FIX_VERSION"), document);
        if (value(finding, "ASSET_TYPE").equals("host")) {
            document.text("host.id", value(finding, "ASSET_ID"));
        }
    }

    private static String value(Finding finding, String name) {
        String text = finding.text(name);
        return text.equals("N/A") ? "" : text;
    }

    /** {@code [1.2, 1.3]}. */
    private static Set<String> list(Finding finding, String name) {
        String text = finding.text(name);
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return Stream.of(inner.split(", ?", -1))
                .filter(item -> !item.isBlank() && !item.equals("N/A"))
                .collect(Collectors.toSet());
    }

    /** {@code Jul 25 2025} as RFC 3339; what is no such date is left out. */
    private static String date(String text) {
        try {
            return text.isEmpty() ? "" : LocalDate.parse(text, DATE) + "T00:00:00Z";
        } catch (DateTimeParseException other) {
            return "";
        }
    }
}
