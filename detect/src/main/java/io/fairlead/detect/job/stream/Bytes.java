// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How texts and bytes of any length are written; {@code writeUTF} ends at 64 KiB. */
public final class Bytes {
    private Bytes() {}

    /** Writes bytes with their length before them. */
    public static void write(byte[] bytes, DataOutputView target) throws IOException {
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    /** Reads what {@link #write} wrote. */
    public static byte[] read(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return bytes;
    }

    /** Writes a text. */
    public static void writeText(String text, DataOutputView target) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8), target);
    }

    /** Reads a text. */
    public static String readText(DataInputView source) throws IOException {
        return new String(read(source), StandardCharsets.UTF_8);
    }

    /** Writes names and values, keeping their order. */
    public static void writeTexts(Map<String, String> texts, DataOutputView target) throws IOException {
        target.writeInt(texts.size());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            writeText(text.getKey(), target);
            writeText(text.getValue(), target);
        }
    }

    /** Reads names and values. */
    public static LinkedHashMap<String, String> readTexts(DataInputView source) throws IOException {
        LinkedHashMap<String, String> texts = new LinkedHashMap<>();
        for (int left = source.readInt(); left > 0; left--) {
            String name = readText(source);
            texts.put(name, readText(source));
        }
        return texts;
    }
}
