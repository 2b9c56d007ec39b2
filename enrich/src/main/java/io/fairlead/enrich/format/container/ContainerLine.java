// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line as a container runtime wrote it.
 *
 * @param time when the runtime read it, RFC 3339
 * @param stream stdout or stderr
 * @param partial whether its rest is missing
 * @param content what the container wrote
 * @param attributes labels and variables that Docker was told to write beside; null where there are none
 */
record ContainerLine(
        String time,
        String stream,
        boolean partial,
        String content,
        @Nullable ObjectNode attributes) {
    /** Where Docker cuts a line, in bytes. */
    private static final int CUT = 16 * 1024;

    /** {@code TIME STREAM TAGS CONTENT}, the format of the Kubernetes container runtime interface. */
    static Optional<ContainerLine> cri(String line) {
        int time = line.indexOf(' ');
        int stream = time < 0 ? -1 : line.indexOf(' ', time + 1);
        if (stream < 0 || time < 20 || !Character.isDigit(line.charAt(0))) {
            return Optional.empty();
        }
        int space = line.indexOf(' ', stream + 1);
        int tagsEnd = space < 0 ? line.length() : space;
        String tags = line.substring(stream + 1, tagsEnd);
        String tag = tags.indexOf(':') < 0 ? tags : tags.substring(0, tags.indexOf(':'));
        String name = line.substring(time + 1, stream);
        if (!isStream(name) || !(tag.equals("F") || tag.equals("P"))) {
            return Optional.empty();
        }
        String content = space < 0 ? "" : line.substring(space + 1);
        return Optional.of(new ContainerLine(line.substring(0, time), name, tag.equals("P"), content, null));
    }

    /** {@code {"log":…,"stream":…,"time":…}}, the format of Docker's json-file driver. */
    static Optional<ContainerLine> docker(ObjectNode line) {
        JsonNode log = line.get("log");
        JsonNode stream = line.get("stream");
        JsonNode time = line.get("time");
        if (!(log instanceof TextNode) || !(stream instanceof TextNode) || !(time instanceof TextNode)) {
            return Optional.empty();
        }
        if (!isStream(stream.textValue())) {
            return Optional.empty();
        }
        String text = log.textValue();
        boolean ends = text.endsWith("\n");
        String content = ends ? text.substring(0, text.length() - 1) : text;
        boolean partial = !ends && text.getBytes(StandardCharsets.UTF_8).length >= CUT;
        ObjectNode attributes = line.get("attrs") instanceof ObjectNode object && !object.isEmpty() ? object : null;
        return Optional.of(new ContainerLine(time.textValue(), stream.textValue(), partial, content, attributes));
    }

    private static boolean isStream(String name) {
        return name.equals("stdout") || name.equals("stderr");
    }
}
