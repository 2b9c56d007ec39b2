// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.signing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.HostPort;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lines about signatures that Docker Content Trust and Notation write: what their command lines and Docker's daemon say, and
 * the log of a Notary server. Source: Docker, content trust; Notary, {@code notary-server}; Notation, {@code notation verify}.
 */
public final class ContentTrustFormat extends RecordFormat {
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.of(
            "level", "log.level",
            "reason", "event.reason",
            "http.request.method", "http.request.method",
            "http.request.host", "url.domain",
            "http.request.uri", "url.path",
            "http.request.useragent", "user_agent.original"));

    /** For the service loader. */
    public ContentTrustFormat() {
        super("content_trust.verification", "content_trust");
    }

    @Override
    protected boolean byDelivery() {
        return true;
    }

    @Override
    protected JsonTree tree(Source source) {
        return isText(source) ? TrustLine.read(source.bytes()) : source.json();
    }

    @Override
    protected boolean isText(Source source) {
        byte[] bytes = source.bytes();
        return bytes.length > 0 && bytes[0] != '{' && bytes[0] != '[';
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        if (!isNotary(root)) {
            return List.of(root);
        }
        // Notary writes its keys with dots: they become paths, so that they read as those of the lines
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        ObjectNode request = record.putObject("http").putObject("request");
        root.properties().forEach(entry -> {
            String key = entry.getKey();
            if (key.startsWith("http.request.")) {
                request.set(key.substring("http.request.".length()), entry.getValue());
            } else {
                record.set(key.replace('.', '_'), entry.getValue());
            }
        });
        return List.of(record);
    }

    private static boolean isNotary(ObjectNode root) {
        return root.path("gun").isTextual()
                && root.path("level").isTextual()
                && root.path("msg").isTextual();
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return isNotary(record) || record.path("trust_line").isTextual();
    }

    @Override
    protected String stamp(ObjectNode record) {
        return record.path("time").asText();
    }

    @Override
    protected String id(ObjectNode record) {
        return "";
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        boolean notary = isNotary(record.root());
        String tool = notary ? "notary" : record.text("tool");
        String message = notary ? record.text("msg") : record.text("trust_line");
        Verification result = switch (record.text("verified")) {
            case "true" -> Verification.VERIFIED;
            case "false" -> Verification.REFUSED;
            default -> Verification.NONE;
        };
        result.write(tool, document);
        ImageReference.of(record.text("gun", "image")).write(document);
        record.copy(TEXTS, document);
        document.text("message", message).text("container.image.tag", record.text("tag"));
        if (notary) {
            boolean failed = record.text("level").equals("error");
            document.text("event.outcome", failed ? "failure" : "success").text("error.message", failed ? message : "");
        }
        record.source(HostPort.host(record.text("http.request.remoteaddr")), document);
    }
}
