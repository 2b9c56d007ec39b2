// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import io.fairlead.enrich.ecs.EcsDocument;
import java.util.List;

/** What all scanners' findings of a kind have: the fields that follow from others, and a sentence for people. */
final class Meaning {
    private final Kind kind;

    private Meaning(Kind kind) {
        this.kind = kind;
    }

    static Meaning of(Kind kind) {
        return new Meaning(kind);
    }

    void finish(EcsDocument document) {
        if (kind == Kind.VULNERABILITY) {
            vulnerability(document);
        }
        String severity = document.get("fairlead.finding.severity");
        document.text("message", sentence(document, severity));
        if (kind == Kind.VULNERABILITY && severity.isEmpty()) {
            Mapping.severity("unknown", document);
            document.text("vulnerability.severity", document.get("fairlead.finding.severity"));
        }
        hashes(document);
    }

    static void nothing(String scanner, EcsDocument document) {
        String what = subject(document);
        document.text("message", scanner + " found nothing" + (what.isEmpty() ? "" : " in " + what));
        hashes(document);
    }

    private static void vulnerability(EcsDocument document) {
        if (document.get("fairlead.finding.severity").isEmpty()) {
            String score = document.get("vulnerability.score.base");
            Mapping.severityOfScore(score, document);
        }
        document.text("vulnerability.severity", document.get("fairlead.finding.severity"));
        String id = document.get("vulnerability.id");
        if (id.startsWith("CVE-")) {
            document.text("vulnerability.enumeration", "CVE");
        }
        if (!document.get("vulnerability.score.base").isEmpty()) {
            document.text("vulnerability.classification", "CVSS");
        }
    }

    private String sentence(EcsDocument document, String severity) {
        String name = switch (kind) {
            case VULNERABILITY -> document.get("vulnerability.id");
            case SECRET, MISCONFIGURATION, LICENSE, MALWARE ->
                first(document.get("rule.name"), document.get("rule.id"), document.get("package.license"));
            case COMPONENT -> "";
        };
        StringBuilder text = new StringBuilder(name.isEmpty() ? kind.words() : name);
        if (!severity.isEmpty()) {
            text.append(" (").append(severity).append(')');
        }
        String part = document.get("package.name");
        if (!part.isEmpty()) {
            text.append(kind == Kind.COMPONENT ? " " : " in ").append(part);
            String version = document.get("package.version");
            text.append(version.isEmpty() ? "" : " " + version);
        }
        String subject = subject(document);
        return text.append(subject.isEmpty() ? "" : " of " + subject).toString();
    }

    /** The image, or else the file or the object that was looked into. */
    private static String subject(EcsDocument document) {
        String image = document.get("container.image.name");
        if (!image.isEmpty()) {
            String tag = document.get("container.image.tag");
            return tag.isEmpty() ? image : image + ":" + tag;
        }
        return first(document.get("file.path"), document.get("orchestrator.resource.name"));
    }

    private static String first(String... texts) {
        return List.of(texts).stream()
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static void hashes(EcsDocument document) {
        String digest = document.get("container.image.hash.all");
        if (!digest.isEmpty()) {
            document.texts("related.hash", List.of(digest));
        }
    }
}
