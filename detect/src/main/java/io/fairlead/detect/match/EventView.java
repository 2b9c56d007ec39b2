// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.EventBuffer;
import io.fairlead.detect.match.scan.Fields;
import io.fairlead.detect.match.scan.JsonScanner;
import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.Tree;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a matcher knows of one document: the values of the fields that its rules and correlations name. Read when first asked.
 *
 * <p>Lists are flattened: a field below a list has the values of all members. Thread-safe.
 */
public final class EventView {
    private final Fields fields;
    private final byte[] document;
    private volatile @Nullable Map<String, List<String>> values;

    EventView(Fields fields, ByteBuffer document) {
        this.fields = fields;
        this.document = new byte[document.remaining()];
        document.duplicate().get(this.document);
    }

    /** The field's values as text, nulls left out; empty when it has none or no rule names it. */
    public List<String> values(String field) {
        return read().getOrDefault(field, List.of());
    }

    /** Whether the document has the field, whatever it holds; false too for fields that no rule names. */
    public boolean has(String field) {
        return read().containsKey(field);
    }

    /** The values that a projection of some rule computes of the document. */
    public List<String> values(Projection projection) {
        EventBuffer event = new JsonScanner(fields, false).read(ByteBuffer.wrap(document));
        List<Tree> parts = projection.sources().stream()
                .map(source -> event.tree(fields.capture(source)))
                .toList();
        return projection.values(parts);
    }

    private Map<String, List<String>> read() {
        Map<String, List<String>> known = values;
        if (known == null) {
            known = new LinkedHashMap<>();
            EventBuffer event = new JsonScanner(fields, false).read(ByteBuffer.wrap(document));
            for (int i = 0; i < event.touched(); i++) {
                int slot = event.touchedSlot(i);
                List<String> texts = new ArrayList<>(1);
                for (int value = event.first(slot); value >= 0; value = event.following(value)) {
                    if (!event.isNull(value)) {
                        texts.add(event.text(value));
                    }
                }
                known.put(fields.name(slot), List.copyOf(texts));
            }
            values = known;
        }
        return known;
    }
}
