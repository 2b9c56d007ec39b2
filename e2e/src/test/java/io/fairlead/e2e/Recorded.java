// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The bundled recording and the list of alerts that it must give, read apart from the demonstration's own code. */
final class Recorded {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recorded() {}

    /** Audit events, one a line, in the order of the file. */
    static List<String> audit() throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(open("audit.ndjson.gz")), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    /** A copy of the audit events' file, packed as it is. */
    static Path auditFile(Path folder) throws IOException {
        Path file = folder.resolve("audit.ndjson.gz");
        try (InputStream in = open("audit.ndjson.gz")) {
            Files.copy(in, file);
        }
        return file;
    }

    /** The hand-written list of alerts. */
    static List<JsonNode> expectedAlerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        try (InputStream in = open("expected-alerts.json")) {
            JSON.readTree(in).forEach(alerts::add);
        }
        return alerts;
    }

    /** Which line of the recording tells how this request ended, from 0. */
    static int numberOf(String auditId) throws IOException {
        List<String> events = audit();
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = JSON.readTree(events.get(i));
            if (event.path("auditID").asText().equals(auditId)
                    && event.path("stage").asText().equals("ResponseComplete")) {
                return i;
            }
        }
        throw new AssertionError("the recording does not hold " + auditId);
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = Recorded.class.getResourceAsStream("/demo/" + name);
        if (in == null) {
            throw new IOException("demo/" + name + " is missing from the class path");
        }
        return in;
    }
}
