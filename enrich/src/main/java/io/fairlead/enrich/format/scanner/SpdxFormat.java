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
import io.fairlead.enrich.format.report.Wrapped;
import java.io.IOException;
import java.util.List;

/**
 * A bill of materials in SPDX 2, JSON or tags and values, alone or in a statement of in-toto: each package is an event; or a document of SPDX 3, JSON-LD ({@link SpdxElements}). Source:
 * SPDX 2.3, clauses 6 and 7; SPDX 3.0.1, model.
 */
public final class SpdxFormat extends JsonReport {
    private static final Findings PACKAGES = Findings.of(
                    Kind.COMPONENT,
                    new Mapping()
                            .text("package.name", "name")
                            .text("package.version", "versionInfo")
                            .text("package.description", "summary", "description")
                            .also(SpdxFormat::license)
                            .also(SpdxFormat::url)
                            .own("purpose", "primaryPackagePurpose")
                            .own("supplier", "supplier"),
                    "packages/*")
            .needs("name")
            .inventory();

    /** For the service loader. */
    public SpdxFormat() {
        super(new Scanner(
                "spdx",
                "spdx.finding",
                "spdx",
                "",
                List.of("/creationInfo/created", "/CreationInfo/created", "/SpdxDocument/creationInfo/created"),
                List.of(
                        "/documentNamespace",
                        "/name",
                        "/creationInfo/created",
                        "/SpdxDocument/spdxId",
                        "/SpdxDocument/name",
                        "/CreationInfo/created"),
                new Mapping()
                        .also(SpdxFormat::subject)
                        .own("tool", "/creationInfo/creators/0")
                        .also(SpdxElements::tool)
                        .own("subject", "/name", "/SpdxDocument/name"),
                List.of(PACKAGES, SpdxElements.FINDINGS)));
    }

    @Override
    protected boolean isReport(JsonNode top) {
        return isDocument(top) || isDocument(top.path("predicate")) || isDocument(top.path("sbom"));
    }

    private static boolean isDocument(JsonNode top) {
        return top.path("spdxVersion").asText().startsWith("SPDX-2") && top.has("SPDXID")
                || top.has("@graph") && isContext(top.path("@context"));
    }

    /** Tags and values as JSON; of a statement of in-toto, and of what GitHub exports, the document inside. */
    @Override
    protected byte[] json(Source source) throws IOException {
        if (SpdxTagValue.is(source)) {
            return SpdxTagValue.json(source);
        }
        JsonNode top = source.outline();
        for (String around : List.of("predicate", "sbom")) {
            if (isDocument(top.path(around))) {
                return Wrapped.inner(around, source.bytes());
            }
        }
        return source.bytes();
    }

    @Override
    public Fit fit(Source source) {
        return SpdxTagValue.is(source) ? Fit.EXACT : super.fit(source);
    }

    /** Whether the vocabulary of SPDX 3 is among those that a document of JSON-LD uses. */
    private static boolean isContext(JsonNode context) {
        for (JsonNode one : context.isArray() ? context : List.of(context)) {
            if (one.asText().startsWith("https://spdx.org/rdf/3.")) {
                return true;
            }
        }
        return false;
    }

    /** Tools name a document after the image that it is about; a name without tag or digest may be anything. */
    private static void subject(Finding finding, EcsDocument document) {
        ImageName image = ImageName.of(finding.text("/name", "/SpdxDocument/name"));
        if (!image.tag().isEmpty() || !image.digest().isEmpty()) {
            image.write(document);
        }
    }

    private static void license(Finding finding, EcsDocument document) {
        for (String license : finding.texts("licenseConcluded", "licenseDeclared")) {
            if (!license.equals("NOASSERTION") && !license.equals("NONE")) {
                document.text("package.license", license);
                return;
            }
        }
    }

    private static void url(Finding finding, EcsDocument document) {
        finding.texts("externalRefs/*/referenceLocator").stream()
                .flatMap(text -> PackageUrl.of(text).stream())
                .findFirst()
                .ifPresent(url -> document.text("package.type", url.type()));
    }
}
