// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.redact.Redactions;
import io.fairlead.enrich.redact.TreeRedactor;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the first pass learnt of the elements of a {@link Graph}: which are findings, and the fields of those that findings may
 * name. Of these it holds what comes first, up to a number of characters.
 */
final class Elements {
    static final long MOST_CHARACTERS = 16L * 1024 * 1024;

    private final BitSet findings = new BitSet();
    private final BitSet inventory = new BitSet();
    private final Map<String, ObjectNode> named = new HashMap<>();
    private final Map<String, ObjectNode> top = new LinkedHashMap<>();
    private int count;
    private long room = MOST_CHARACTERS;

    /** Adds the next element, what is known of which costs so many characters; its role. */
    Graph.Role add(Graph graph, ObjectNode fields, long cost) {
        Graph.Role role = graph.role(fields);
        findings.set(count, role == Graph.Role.FINDING);
        inventory.set(count, role == Graph.Role.INVENTORY);
        count++;
        boolean mayBeNamed = role == Graph.Role.INVENTORY || role == Graph.Role.NAMED;
        String id = mayBeNamed ? graph.id(fields) : "";
        if (!id.isEmpty() && room >= cost && named.putIfAbsent(id, fields) == null) {
            room -= cost;
        }
        String key = graph.topKey(fields);
        if (!key.isEmpty()) {
            top.putIfAbsent(key, fields);
        }
        return role;
    }

    /** Whether the element of this number, from zero, is told: what is inside only where that is all there is. */
    boolean isTold(int number, boolean inventoryOnly) {
        return inventoryOnly ? inventory.get(number) : findings.get(number);
    }

    /** The fields of the element that has this id; a missing node when it is not known. */
    JsonNode named(String id) {
        ObjectNode fields = named.get(id);
        return fields == null ? MissingNode.getInstance() : fields;
    }

    /** Puts what is found at the top of the report there, beside what stands there. */
    void complete(ObjectNode report) {
        top.forEach(report::putIfAbsent);
    }

    void redact(TreeRedactor redactor, Redactions redactions) {
        named.values().forEach(fields -> redactor.redact(fields, null, redactions));
    }
}
