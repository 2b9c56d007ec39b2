// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.format.FormatContext;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One record as the parser reads it, with the names that go-libaudit gives to its parts, secrets replaced. */
final class LoneRecord {
    private LoneRecord() {}

    static ObjectNode of(AuditRecord record, FormatContext context) {
        Cleaning cleaning = new Cleaning(context);
        boolean execution = record.type().equals("execve");
        List<String> arguments = execution
                ? IntStream.range(0, record.data().size())
                        .mapToObj(i -> record.data().get("a" + i))
                        .takeWhile(argument -> argument != null)
                        .toList()
                : List.of();
        List<String> clean = cleaning.arguments(arguments);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("@timestamp", record.line().time().toString());
        node.put("record_type", record.type());
        node.put("sequence", record.line().serial());
        String message = "audit(" + record.line().stamp() + "):" + record.line().body();
        node.put("raw_msg", cleaning.line(record, message, arguments, clean));
        if (!record.keys().isEmpty()) {
            record.keys().forEach(node.putArray("keys")::add);
        }
        ObjectNode data = node.putObject("data");
        for (Map.Entry<String, String> entry : record.data().entrySet()) {
            data.put(entry.getKey(), cleaning.text(entry.getValue()));
        }
        for (int i = 0; i < clean.size(); i++) {
            data.put("a" + i, clean.get(i));
        }
        return node;
    }
}
