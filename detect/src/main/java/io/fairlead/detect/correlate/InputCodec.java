// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.schemas.record.FieldMatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Matches as bytes, for hosts that send them between operators and for {@link StateCodec}. */
public final class InputCodec {
    private InputCodec() {}

    /** The match as bytes. */
    public static byte[] toBytes(CorrelationInput input) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(input, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The match that {@link #toBytes} wrote. */
    public static CorrelationInput fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return read(in);
        } catch (IOException broken) {
            throw new IllegalArgumentException("correlation input is cut short", broken);
        }
    }

    static void write(CorrelationInput input, DataOutputStream out) throws IOException {
        text(input.eventId(), out);
        text(input.activity(), out);
        out.writeLong(input.timeMicros());
        out.writeLong(input.receivedAtMillis());
        text(input.dataset(), out);
        text(input.ruleId(), out);
        out.writeInt(input.matches().size());
        for (FieldMatch match : input.matches()) {
            text(match.getSelection(), out);
            text(match.getField(), out);
            text(match.getOperator(), out);
            text(match.getPattern(), out);
            text(match.getValue(), out);
        }
        texts(input.values(), out);
        out.writeInt(input.entities().size());
        for (Map.Entry<String, List<String>> entity : input.entities().entrySet()) {
            text(entity.getKey(), out);
            texts(entity.getValue(), out);
        }
        out.writeInt(input.evidence().size());
        for (CorrelationInput evidence : input.evidence()) {
            write(evidence, out);
        }
    }

    static CorrelationInput read(DataInputStream in) throws IOException {
        String eventId = text(in);
        String activity = text(in);
        long time = in.readLong();
        long receivedAt = in.readLong();
        String dataset = text(in);
        String ruleId = text(in);
        List<FieldMatch> matches = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            matches.add(new FieldMatch(text(in), text(in), text(in), text(in), text(in)));
        }
        List<String> values = texts(in);
        Map<String, List<String>> entities = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            entities.put(text(in), texts(in));
        }
        List<CorrelationInput> evidence = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            evidence.add(read(in));
        }
        return new CorrelationInput(
                eventId, activity, time, receivedAt, dataset, ruleId, matches, values, entities, evidence);
    }

    private static void texts(List<String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(text, out);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(text(in));
        }
        return texts;
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(Math.max(length, 0));
        if (bytes.length != length) {
            throw new java.io.EOFException("text of " + length + " bytes ends early");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
