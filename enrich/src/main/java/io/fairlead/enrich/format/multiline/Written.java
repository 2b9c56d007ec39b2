// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A line as it was written, whatever its runtime put around it.
 *
 * @param stream stdout or stderr; empty where there is but one
 * @param time when the runtime read it; empty when it did not say
 * @param partial whether its rest comes with the next line of the stream
 * @param content the line without its end
 */
record Written(String stream, String time, boolean partial, String content) {
    private static final JsonReader READER = new JsonReader(8);

    /** A line of a file. */
    static Written plain(byte[] bytes) {
        return new Written("", "", false, withoutEnd(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** A line of a container's log, CRI or Docker's json-file; empty when it is neither. */
    static Optional<Written> container(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("{") ? docker(text) : cri(text);
    }

    private static Optional<Written> docker(String text) {
        JsonTree tree = READER.read(text);
        if (tree instanceof JsonTree.Broken) {
            // some senders have decoded the escapes of the text already
            tree = READER.read(withoutEnd(text).replace("\n", "\\n").replace("\t", "\\t"));
        }
        if (!(tree instanceof JsonTree.Read read) || !(read.root() instanceof ObjectNode line)) {
            return Optional.empty();
        }
        String log = line.path("log").asText();
        String stream = line.path("stream").asText();
        if (!line.path("log").isTextual()
                || !isStream(stream)
                || !line.path("time").isTextual()) {
            return Optional.empty();
        }
        return Optional.of(new Written(stream, line.path("time").textValue(), !log.endsWith("\n"), withoutEnd(log)));
    }

    private static Optional<Written> cri(String text) {
        String line = withoutEnd(text);
        int time = line.indexOf(' ');
        int stream = time < 20 ? -1 : line.indexOf(' ', time + 1);
        if (stream < 0 || !Character.isDigit(line.charAt(0)) || !isStream(line.substring(time + 1, stream))) {
            return Optional.empty();
        }
        int space = line.indexOf(' ', stream + 1);
        String tags = line.substring(stream + 1, space < 0 ? line.length() : space);
        String tag = tags.indexOf(':') < 0 ? tags : tags.substring(0, tags.indexOf(':'));
        if (!tag.equals("F") && !tag.equals("P")) {
            return Optional.empty();
        }
        String content = space < 0 ? "" : line.substring(space + 1);
        return Optional.of(
                new Written(line.substring(time + 1, stream), line.substring(0, time), tag.equals("P"), content));
    }

    private static boolean isStream(String name) {
        return name.equals("stdout") || name.equals("stderr");
    }

    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }
}
