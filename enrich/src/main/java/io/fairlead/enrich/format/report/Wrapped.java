// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON that holds less than a report, put where the report has it; and a report taken out of what is around it. */
public final class Wrapped {
    private static final JsonFactory JSON = new JsonFactory();

    private Wrapped() {}

    /** A report in which the value is the only member of this list. */
    public static byte[] list(String name, byte[] value) {
        return around("{\"" + name + "\":[", value, "]}");
    }

    /** A report that is a list, of one member. */
    public static byte[] array(byte[] member) {
        return around("[", member, "]");
    }

    /** A report in which the array is this list. */
    public static byte[] value(String name, byte[] array) {
        return around("{\"" + name + "\":", array, "}");
    }

    /** What stands at this key of an object; all of it where there is no such key. */
    public static byte[] inner(String name, byte[] object) throws IOException {
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (key.equals(name) && parser.currentToken().isStructEnd()) {
                    return Arrays.copyOfRange(
                            object, from, (int) parser.currentLocation().getByteOffset());
                }
            }
            return object;
        }
    }

    private static byte[] around(String before, byte[] value, String after) {
        int mark = value.length > 2 && value[0] == (byte) 0xEF && value[1] == (byte) 0xBB && value[2] == (byte) 0xBF
                ? 3
                : 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream(value.length + before.length() + after.length());
        out.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        out.write(value, mark, value.length - mark);
        out.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
