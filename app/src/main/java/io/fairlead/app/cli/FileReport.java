// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.offline.FileFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of one input file; of its dead letters the first {@value #MOST} are kept. */
final class FileReport {
    private static final int MOST = 10_000;

    private final String file;
    private final List<Map<String, Object>> deadLetters = new ArrayList<>();
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
        return Talk.json(fields);
    }
}
