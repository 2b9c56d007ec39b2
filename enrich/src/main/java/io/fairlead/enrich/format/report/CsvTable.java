// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fairlead.enrich.format.Source;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A table with a head (RFC 4180) as a JSON array of objects, one a row, whose keys are the names of columns; a name that comes
 * again has its number behind it. A row with another number of cells is an object that holds only {@code cells}.
 */
public final class CsvTable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_COLUMNS = 256;
    private static final int MOST_BYTES = 128 * 1024 * 1024;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final byte[] bytes;
    private int at;
    private boolean endOfRow;

    private CsvTable(byte[] bytes) {
        this.bytes = bytes;
        boolean marked = bytes.length > 2 && bytes[0] == MARK[0] && bytes[1] == MARK[1] && bytes[2] == MARK[2];
        this.at = marked ? MARK.length : 0;
    }

    /** Whether the source's first line begins so. */
    public static boolean begins(Source source, String head) {
        byte[] bytes = source.bytes();
        int from = new CsvTable(bytes).at;
        byte[] wanted = head.getBytes(StandardCharsets.UTF_8);
        return bytes.length - from >= wanted.length
                && java.util.Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
    }

    /** Whether the source is a table whose first line begins so; that line alone, as a log's line, is none. */
    public static boolean is(Source source, String head) {
        if (!begins(source, head)) {
            return false;
        }
        for (byte each : source.bytes()) {
            if (each == '\n') {
                return true;
            }
        }
        return false;
    }

    /** The table as JSON. */
    public static byte[] json(Source source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(source.bytes().length);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            new CsvTable(source.bytes()).write(json, out);
        }
        return out.toByteArray();
    }

    private void write(JsonGenerator json, ByteArrayOutputStream out) throws IOException {
        List<String> head = names(row());
        json.writeStartArray();
        while (at < bytes.length) {
            List<String> row = row();
            if (row.size() > 1 || !row.get(0).isBlank()) {
                write(head, row, json);
            }
            if (out.size() > MOST_BYTES) {
                throw new UnreadableReport(
                        DeadLetterCode.LIMIT, "the table is longer than " + MOST_BYTES + " bytes of JSON");
            }
        }
        json.writeEndArray();
    }

    private static void write(List<String> head, List<String> row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (row.size() == head.size()) {
            for (int i = 0; i < row.size(); i++) {
                json.writeStringField(head.get(i), row.get(i));
            }
        } else {
            json.writeArrayFieldStart("cells");
            for (String cell : row) {
                json.writeString(cell);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static List<String> names(List<String> head) {
        Set<String> names = new LinkedHashSet<>();
        for (String column : head) {
            String name = column.strip();
            for (int number = 2; !names.add(name); number++) {
                name = column.strip() + " " + number;
            }
        }
        return List.copyOf(names);
    }

    private List<String> row() throws IOException {
        List<String> cells = new ArrayList<>();
        endOfRow = false;
        while (!endOfRow) {
            if (cells.size() >= MOST_COLUMNS) {
                throw new UnreadableReport(
                        DeadLetterCode.LIMIT, "the table has more than " + MOST_COLUMNS + " columns");
            }
            cells.add(at < bytes.length && bytes[at] == '"' ? quoted() : plain());
        }
        return cells;
    }

    private String plain() {
        int from = at;
        while (at < bytes.length && bytes[at] != ',' && bytes[at] != '\n') {
            at++;
        }
        int end = at > from && at < bytes.length && bytes[at] == '\n' && bytes[at - 1] == '\r' ? at - 1 : at;
        next();
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private String quoted() {
        ByteArrayOutputStream cell = new ByteArrayOutputStream();
        at++;
        while (at < bytes.length) {
            if (bytes[at] == '"') {
                at++;
                if (at >= bytes.length || bytes[at] != '"') {
                    break;
                }
            }
            cell.write(bytes[at++]);
        }
        // what stands between the closing quote and the end of the cell belongs to no format: it is kept all the same
        String rest = plain();
        return cell.toString(StandardCharsets.UTF_8) + rest;
    }

    /** Past the end of a cell. */
    private void next() {
        endOfRow = at >= bytes.length || bytes[at] == '\n';
        at = Math.min(at + 1, bytes.length);
    }
}
