// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a {@code _bulk} body: a create line and the document's bytes for each. */
final class BulkBody {
    private static final byte[] BEGIN = ascii("{\"create\":{\"_index\":\"");
    private static final byte[] ID = ascii("\",\"_id\":\"");
    private static final byte[] END = ascii("\"}}\n");

    private BulkBody() {}

    static byte[] of(List<Document> documents) {
        int size = 0;
        for (Document document : documents) {
            size += document.size();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        for (Document document : documents) {
            out.writeBytes(BEGIN);
            out.writeBytes(ascii(document.stream())); // checked: needs no escaping
            out.writeBytes(ID);
            out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(document.id()));
            out.writeBytes(END);
            out.writeBytes(document.source());
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
