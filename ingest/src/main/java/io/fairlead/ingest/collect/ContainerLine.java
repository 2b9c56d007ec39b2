// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A line of a container log, cut into what stands before the content, the content, and what stands behind it.
 *
 * @param stream stdout or stderr
 * @param partial whether its rest comes with a later line
 */
record ContainerLine(String stream, boolean partial, byte[] prefix, byte[] content, byte[] suffix) {
    private static final byte[] LOG = "{\"log\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STDERR = "\"stream\":\"stderr\"".getBytes(StandardCharsets.US_ASCII);
    /** Docker cuts at this many bytes; escapes only make the text in the file longer. */
    private static final int DOCKER_PART = 16 * 1024;

    /** Reads a line of the CRI's format or of Docker's json-file driver; empty for any other. */
    static Optional<ContainerLine> of(byte[] line) {
        return line.length > 0 && line[0] == '{' ? docker(line) : cri(line);
    }

    /** {@code TIME STREAM TAGS CONTENT}; the first of the tags is P for a part and F for the last one. */
    private static Optional<ContainerLine> cri(byte[] line) {
        int time = indexOf(line, ' ', 0);
        int stream = time < 0 ? -1 : indexOf(line, ' ', time + 1);
        if (stream < 0 || stream + 1 >= line.length) {
            return Optional.empty();
        }
        String name = new String(line, time + 1, stream - time - 1, StandardCharsets.ISO_8859_1);
        byte tag = line[stream + 1];
        int tags = indexOf(line, ' ', stream + 1);
        int tagsEnd = tags < 0 ? line.length : tags;
        boolean whole = tagsEnd == stream + 2 || line[stream + 2] == ':';
        if (!(name.equals("stdout") || name.equals("stderr")) || !(tag == 'P' || tag == 'F') || !whole) {
            return Optional.empty();
        }
        byte[] prefix = (new String(line, 0, stream + 1, StandardCharsets.ISO_8859_1) + "F ")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] content = tags < 0 ? new byte[0] : Arrays.copyOfRange(line, tags + 1, line.length);
        return Optional.of(new ContainerLine(name, tag == 'P', prefix, content, new byte[0]));
    }

    private static Optional<ContainerLine> docker(byte[] line) {
        if (line.length < LOG.length || !Arrays.equals(line, 0, LOG.length, LOG, 0, LOG.length)) {
            return Optional.empty();
        }
        boolean newline = false;
        int end = LOG.length;
        while (end < line.length && line[end] != '"') {
            boolean escape = line[end] == '\\' && end + 1 < line.length;
            newline = escape && line[end + 1] == 'n';
            end += escape ? 2 : 1;
        }
        if (end >= line.length) {
            return Optional.empty();
        }
        byte[] suffix = Arrays.copyOfRange(line, end, line.length);
        boolean partial = !newline && end - LOG.length >= DOCKER_PART;
        return Optional.of(new ContainerLine(
                contains(suffix, STDERR) ? "stderr" : "stdout",
                partial,
                LOG,
                Arrays.copyOfRange(line, LOG.length, end),
                suffix));
    }

    private static int indexOf(byte[] line, char wanted, int from) {
        for (int i = from; i < line.length; i++) {
            if (line[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
