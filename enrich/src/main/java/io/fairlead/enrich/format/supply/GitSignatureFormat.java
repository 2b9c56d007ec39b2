// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.supply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The signature of a commit, a JSON line each, made of what {@code git log --format} prints; the command stands in
 * docs/sources.md. Source: git, pretty-formats ({@code %G?}).
 */
public final class GitSignatureFormat extends RecordFormat {
    private static final String OWN = "git.signature.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("repository", OWN + "repository"),
            Map.entry("ref", OWN + "ref"),
            Map.entry("protected", OWN + "protected"),
            Map.entry("commit", OWN + "commit"),
            Map.entry("parents", OWN + "parents"),
            Map.entry("signature.status", OWN + "status"),
            Map.entry("signature.key", OWN + "key"),
            Map.entry("signature.fingerprint", OWN + "fingerprint"),
            Map.entry("signature.trust", OWN + "trust"),
            Map.entry("signature.signer", "signature.subject"),
            Map.entry("author.name", OWN + "author.name"),
            Map.entry("author.email", OWN + "author.email"),
            Map.entry("author.date", OWN + "author.date"),
            Map.entry("committer.name", "user.name"),
            Map.entry("committer.email", "user.email"),
            Map.entry("subject", OWN + "subject")));

    /** For the service loader. */
    public GitSignatureFormat() {
        super("git.signature", "git.signature");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.path("git_signature").isIntegralNumber()
                && record.path("commit").isTextual()
                && record.path("signature").path("status").isTextual();
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        return new Fields(record).text("committer.date", "author.date");
    }

    @Override
    protected String id(ObjectNode record) {
        return record.path("commit").asText();
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        String status = record.text("signature.status");
        String meaning = meaning(status);
        String committer = record.text("committer.name");
        record.copy(TEXTS, document);
        document.text("event.action", "commit-" + meaning.replace(' ', '-'))
                .texts("event.category", List.of("configuration"))
                .texts("event.type", List.of("info"))
                .text("event.outcome", outcome(status))
                .text("signature.verifier", "git")
                .text(
                        "signature.verified",
                        status.equals("G") ? "true" : outcome(status).equals("failure") ? "false" : "")
                .text(
                        "message",
                        "commit " + record.text("commit") + " of " + record.text("repository") + ": " + meaning);
        Fields.people(document, committer, record.text("author.name"));
    }

    /** The letters of {@code %G?}. */
    private static String meaning(String status) {
        return switch (status) {
            case "G" -> "good signature";
            case "B" -> "bad signature";
            case "U" -> "good signature of unknown validity";
            case "X" -> "expired signature";
            case "Y" -> "signature by expired key";
            case "R" -> "signature by revoked key";
            case "E" -> "signature not checked";
            case "N" -> "no signature";
            default -> "unknown signature status";
        };
    }

    private static String outcome(String status) {
        return switch (status) {
            case "G" -> "success";
            case "B", "X", "Y", "R", "N" -> "failure";
            default -> "unknown";
        };
    }
}
