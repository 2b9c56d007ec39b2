// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.format.Source;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A document of SPDX 2 in its tag-value format as the JSON that it would be: the document's head and its packages. Source: SPDX
 * 2.3, clauses 6 and 7, and annex on the serialization as tags and values.
 */
final class SpdxTagValue {
    private static final int HEAD = 4096;
    private static final Pattern VERSION = Pattern.compile("(?:^|\\n)SPDXVersion:\\s*SPDX-2\\.[0-9]");
    private static final String OPEN = "<text>";
    private static final String CLOSE = "</text>";
    private static final Map<String, String> DOCUMENT = Map.of(
            "SPDXVersion", "spdxVersion",
            "SPDXID", "SPDXID",
            "DocumentName", "name",
            "DocumentNamespace", "documentNamespace");
    private static final Map<String, String> PACKAGE = Map.ofEntries(
            Map.entry("PackageName", "name"),
            Map.entry("SPDXID", "SPDXID"),
            Map.entry("PackageVersion", "versionInfo"),
            Map.entry("PackageFileName", "packageFileName"),
            Map.entry("PackageSupplier", "supplier"),
            Map.entry("PackageOriginator", "originator"),
            Map.entry("PackageDownloadLocation", "downloadLocation"),
            Map.entry("FilesAnalyzed", "filesAnalyzed"),
            Map.entry("PackageHomePage", "homepage"),
            Map.entry("PackageSourceInfo", "sourceInfo"),
            Map.entry("PackageLicenseConcluded", "licenseConcluded"),
            Map.entry("PackageLicenseDeclared", "licenseDeclared"),
            Map.entry("PackageCopyrightText", "copyrightText"),
            Map.entry("PackageSummary", "summary"),
            Map.entry("PackageDescription", "description"),
            Map.entry("PackageComment", "comment"),
            Map.entry("PrimaryPackagePurpose", "primaryPackagePurpose"),
            Map.entry("ReleaseDate", "releaseDate"),
            Map.entry("BuiltDate", "builtDate"),
            Map.entry("ValidUntilDate", "validUntilDate"));
    /** Tags with which something begins that is no package. */
    private static final Set<String> OTHERS =
            Set.of("FileName", "SnippetSPDXID", "LicenseID", "Relationship", "Annotator", "Reviewer");

    /** Types of references, annex on external repository identifiers. */
    private static final Set<String> REFERENCES = Set.of(
            "cpe22Type",
            "cpe23Type",
            "advisory",
            "fix",
            "url",
            "swid",
            "maven-central",
            "npm",
            "nuget",
            "bower",
            "purl",
            "swh",
            "gitoid");

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ObjectNode creation = document.putObject("creationInfo");
    private final ArrayNode packages = document.putArray("packages");
    private @Nullable ObjectNode part = document;

    private SpdxTagValue() {}

    /** Whether the source is such a document, more than one line of it. */
    static boolean is(Source source) {
        byte[] bytes = source.bytes();
        if (bytes.length == 0 || bytes[0] == '{' || bytes[0] == '[') {
            return false;
        }
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.UTF_8);
        return VERSION.matcher(head).find() && head.contains("\nSPDXID:");
    }

    static byte[] json(Source source) {
        SpdxTagValue reading = new SpdxTagValue();
        reading.read(source.text());
        return reading.document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void read(String text) {
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at, "\n");
            int colon = text.indexOf(':', at, end);
            if (text.charAt(at) != '#' && colon > at) {
                String value = text.substring(colon + 1, end).strip();
                if (value.startsWith(OPEN)) {
                    int close = end(text, colon, CLOSE);
                    value = text.substring(text.indexOf(OPEN, colon) + OPEN.length(), close)
                            .strip();
                    end = end(text, close, "\n");
                }
                take(text.substring(at, colon).strip(), value);
            }
            at = end + 1;
        }
    }

    private static int end(String text, int from, String mark) {
        int end = text.indexOf(mark, from);
        return end < 0 ? text.length() : end;
    }

    private void take(String tag, String value) {
        if (tag.equals("PackageName")) {
            part = packages.addObject();
        } else if (OTHERS.contains(tag)) {
            part = null;
        }
        ObjectNode here = part;
        if (here == null) {
            return;
        }
        switch (tag) {
            case "Created" -> creation.put("created", value);
            case "Creator" -> creation.withArray("creators").add(value);
            case "ExternalRef" -> reference(value, here);
            default -> {
                String name = (here == document ? DOCUMENT : PACKAGE).get(tag);
                if (name != null) {
                    here.put(name, value);
                }
            }
        }
    }

    /**
     * {@code PACKAGE-MANAGER purl pkg:deb/debian/apt@2.6}. What is none stays in one piece: a secret that is taken apart is not
     * known for one any more.
     */
    private static void reference(String value, ObjectNode here) {
        String[] parts = value.split("\\s+", 3);
        ObjectNode reference = here.withArray("externalRefs").addObject();
        if (parts.length == 3 && REFERENCES.contains(parts[1])) {
            reference
                    .put("referenceCategory", parts[0])
                    .put("referenceType", parts[1])
                    .put("referenceLocator", parts[2]);
        } else {
            reference.put("referenceLocator", value);
        }
    }
}
