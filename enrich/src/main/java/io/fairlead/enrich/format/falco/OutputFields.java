// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.WholeNumber;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code output_fields} of an alert as values; what Falco could not tell ({@code null}, {@code <NA>}) is absent. */
final class OutputFields {
    private final ObjectNode fields;
    private final EcsDocument document;

    OutputFields(ObjectNode fields, EcsDocument document) {
        this.fields = fields;
        this.document = document;
    }

    /** The value of the first field that has one, as text. */
    String text(String... names) {
        for (String name : names) {
            String text = text(fields.get(name));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static String text(@Nullable JsonNode value) {
        if (value == null || !value.isValueNode() || value.isNull()) {
            return "";
        }
        String text = value.asText();
        return text.equals("<NA>") || text.equals("<nil>") || text.equals("null") ? "" : text;
    }

    /** The values of a list, or the one that is no list. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (fields.get(name) instanceof ArrayNode list) {
            list.forEach(item -> texts.add(text(item)));
        } else {
            texts.add(text(name));
        }
        texts.removeIf(String::isEmpty);
        return texts;
    }

    /** Writes every field that a table knows: one pass over the fields, which are fewer than the table. */
    void copy(Map<String, Target> targets) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            Target target = targets.get(field.getKey());
            if (target != null) {
                write(target, text(field.getValue()));
            }
        }
    }

    private void write(Target target, String text) {
        switch (target.kind) {
            case TEXT -> document.text(target.path, text);
            case ADDRESS -> document.text(target.path, IpLiteral.isLiteral(text) ? text : "");
            case NUMBER -> WholeNumber.of(text).ifPresent(number -> document.number(target.path, number));
        }
    }

    /** Writes where a request came from. */
    void source(String address) {
        document.text("source.address", address);
        if (IpLiteral.isLiteral(address)) {
            document.text("source.ip", address);
        }
    }

    /** Writes every address and user that was written elsewhere once more, for search. */
    void related() {
        Set<String> addresses = new LinkedHashSet<>();
        for (String path : List.of("source.ip", "destination.ip", "client.ip", "server.ip")) {
            addresses.add(document.get(path));
        }
        Set<String> users = new LinkedHashSet<>();
        for (String path : List.of("user.name", "user.effective.name", "user.target.name")) {
            users.add(document.get(path));
        }
        addresses.remove("");
        users.remove("");
        document.texts("related.ip", addresses).texts("related.user", users);
    }

    /**
     * Where a field goes, and what it must be.
     *
     * @param path the path in the document
     * @param kind what the value must be to be written
     */
    record Target(String path, Kind kind) {
        static Target text(String path) {
            return new Target(path, Kind.TEXT);
        }

        static Target number(String path) {
            return new Target(path, Kind.NUMBER);
        }

        static Target address(String path) {
            return new Target(path, Kind.ADDRESS);
        }

        enum Kind {
            TEXT,
            ADDRESS,
            NUMBER
        }
    }
}
