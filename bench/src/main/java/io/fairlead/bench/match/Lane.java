// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Events of one shape, one JSON document each. */
public record Lane(List<ByteBuffer> events) {
    private static final int GZIP = 0x1F;

    public Lane {
        events = List.copyOf(events);
    }

    /**
     * Reads a file of one event a line, plain or gzip; empty lines are left out.
     *
     * @throws IOException when it cannot be read
     */
    public static Lane read(Path file) throws IOException {
        List<ByteBuffer> events = new ArrayList<>();
        try (InputStream in = open(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    events.add(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return new Lane(events);
    }

    /** Every so many-th event. */
    public Lane every(int step) {
        List<ByteBuffer> some = new ArrayList<>();
        for (int i = 0; i < events.size(); i += step) {
            some.add(events.get(i));
        }
        return new Lane(some);
    }

    private static InputStream open(Path file) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), 1);
        int first = in.read();
        if (first < 0) {
            return in;
        }
        in.unread(first);
        return first == GZIP ? new GZIPInputStream(in) : in;
    }
}
