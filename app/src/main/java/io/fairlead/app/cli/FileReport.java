// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.offline.FileFault;
import io.fairlead.enrich.format.Detection;
import io.fairlead.enrich.format.Format;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of one input file; of its dead letters the first {@value #MOST} are kept. Where content decided, the formats
 * that were found, with the number of records by how surely.
 */
final class FileReport {
    private static final int MOST = 10_000;

    private final String file;
    private final List<Map<String, Object>> deadLetters = new ArrayList<>();
    private final Map<String, Map<String, Long>> formats = new TreeMap<>();
    private long records;
    private long documents;

    FileReport(String file) {
        this.file = file;
    }

    void record() {
        records++;
    }

    void document() {
        documents++;
    }

    void detected(Detection detection) {
        String format = detection.format().map(Format::name).orElse("none");
        String confidence = detection.format().isPresent() ? detection.words() : "none";
        formats.computeIfAbsent(format, any -> new TreeMap<>()).merge(confidence, 1L, Long::sum);
    }

    void fault(FileFault fault) {
        if (deadLetters.size() < MOST) {
            Map<String, Object> letter = new LinkedHashMap<>();
            letter.put("line", fault.line());
            letter.put("code", fault.code().code());
            letter.put("message", fault.message());
            deadLetters.add(letter);
        }
    }

    long records() {
        return records;
    }

    /** The report as one line of JSON. */
    String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file);
        fields.put("records", records);
        fields.put("documents", documents);
        fields.put("dead_letters", deadLetters);
        if (!formats.isEmpty()) {
            fields.put("formats", formats);
        }
        return Talk.json(fields);
    }
}
