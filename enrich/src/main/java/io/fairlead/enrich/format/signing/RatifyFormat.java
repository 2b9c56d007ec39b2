// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Results of Ratify: its verification response in all versions, alone, in the line of its log that tells of one (text or
 * JSON), or in the answer to Gatekeeper; an event for each verifier's result. Source: Ratify, verification response.
 */
public final class RatifyFormat extends RecordFormat {
    private static final String OWN = "ratify.";
    private static final String TOLD = "verify result for subject ";
    private static final int HEAD = 512;
    /** A line of the log is no deeper than what Elasticsearch would take of it. */
    private static final JsonReader READER = new JsonReader(64);

    private static final Pattern LINE = Pattern.compile(
            "(?s)time=\"?([^\\s\"]+)\"? level=\"?(\\w+)\"? .*?msg=\"?" + TOLD + "(\\S+?):? (\\{.*\\})\"?.*");
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.of(
            "response.version", OWN + "version",
            "response.traceID", "trace.id",
            "report.artifactType", "signature.type",
            "report.referenceDigest", OWN + "reference_digest",
            "report.errorReason", "event.reason",
            "report.remediation", "rule.remediation",
            "report.extensions.SN", "signature.subject",
            "report.extensions.Issuer", "signature.issuer"));

    /** For the service loader. */
    public RatifyFormat() {
        super("ratify.verification", "ratify");
    }

    @Override
    protected boolean byDelivery() {
        return true;
    }

    @Override
    protected JsonTree tree(Source source) {
        return isText(source) ? line(source.text()) : source.json();
    }

    @Override
    protected boolean isText(Source source) {
        byte[] bytes = source.bytes();
        return bytes.length > TOLD.length()
                && bytes[0] == 't'
                && new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1).contains(TOLD);
    }

    private static JsonTree line(String text) {
        Matcher match = LINE.matcher(text.strip());
        if (!match.matches()) {
            return new JsonTree.Broken("the result in the line is not whole");
        }
        String quoted = match.group(4);
        JsonTree tree = READER.read(quoted);
        if (!(tree instanceof JsonTree.Read)) {
            // logrus quotes what holds quotes
            tree = READER.read(quoted.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
        }
        if (!(tree instanceof JsonTree.Read read)) {
            return tree;
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("time", match.group(1)).put("level", match.group(2)).put("subject", match.group(3));
        root.set("response", read.root());
        return new JsonTree.Read(root, read.duplicateKeys(), read.awkwardKeys());
    }

    @Override
    protected boolean isRoot(ObjectNode root) {
        return isResponse(root)
                || root.path("response") instanceof ObjectNode response && isResponse(response)
                || root.path("msg").asText().startsWith(TOLD)
                || root.path("responses").path(0).path(1) instanceof ObjectNode answer && isResponse(answer);
    }

    private static boolean isResponse(ObjectNode root) {
        JsonNode reports = root.path("verifierReports");
        return reports.isArray() || root.path("isSuccess").isBoolean() && root.has("verifierReports");
    }

    @Override
    protected List<JsonNode> records(ObjectNode root) {
        List<JsonNode> records = new ArrayList<>();
        String message = root.path("msg").asText();
        if (isResponse(root)) {
            new RatifyReports(root, "", "", records).take();
        } else if (root.path("response") instanceof ObjectNode response) {
            new RatifyReports(
                            response,
                            root.path("subject").asText(),
                            root.path("time").asText(),
                            records)
                    .take();
        } else if (message.startsWith(TOLD)) {
            inLine(root, message, records);
        } else if (root.path("responses") instanceof ArrayNode answers) {
            for (JsonNode answer : answers) {
                if (answer.path(1) instanceof ObjectNode response) {
                    new RatifyReports(response, answer.path(0).asText(), "", records).take();
                } else {
                    records.add(answer);
                }
            }
        } else {
            records.add(root);
        }
        return records;
    }

    private static void inLine(ObjectNode root, String message, List<JsonNode> records) {
        int brace = message.indexOf('{');
        if (brace > 0
                && READER.read(message.substring(brace)) instanceof JsonTree.Read read
                && read.root() instanceof ObjectNode response) {
            String subject = message.substring(TOLD.length(), brace).strip();
            String plain = subject.endsWith(":") ? subject.substring(0, subject.length() - 1) : subject;
            new RatifyReports(response, plain, root.path("time").asText(), records).take();
        } else {
            records.add(root);
        }
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.path("report").isObject() && record.path("response").isObject();
    }

    @Override
    protected String stamp(ObjectNode record) {
        return new Fields(record).text("response.timestamp", "response.time");
    }

    @Override
    protected String id(ObjectNode record) {
        return "";
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        // the first releases wrote their names with capitals
        boolean verified = record.text("report.isSuccess", "report.IsSuccess").equals("true");
        String verifier = record.text("report.verifierName", "report.name", "report.Name");
        String subject = record.text("report.subject", "report.Subject", "response.subject");
        String told = record.text("report.message");
        String message = told.isEmpty() ? String.join("; ", record.texts("report.Results")) : told;
        Verification.of(verified).write("ratify", document);
        ImageReference.of(subject).write(document);
        record.copy(TEXTS, document);
        document.text("signature.verifier", verifier.isEmpty() ? "ratify" : verifier)
                .text(OWN + "verifier.type", record.text("report.verifierType", "report.type"))
                .text("error.message", verified ? "" : message)
                .text(
                        "message",
                        (verified ? "verified " : "refused ") + subject + (message.isEmpty() ? "" : ": " + message));
        record.flattened("report.extensions", OWN + "extensions", document);
    }
}
