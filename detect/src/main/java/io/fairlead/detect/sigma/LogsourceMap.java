// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The mapping files below {@code logsources}: log sources and field names of Sigma in terms of our documents. */
final class LogsourceMap implements FieldNames.Lookup {
    private static final String FOLDER = "/io/fairlead/detect/sigma/logsources/";
    /** In this order; the first entry that serves a log source is taken. */
    private static final List<String> FILES =
            List.of("containers.yml", "linux.yml", "windows.yml", "cloud.yml", "network.yml", "posture.yml");

    private final List<LogsourceNames> entries;
    private final Map<Logsource, FieldNames> known = new ConcurrentHashMap<>();

    private LogsourceMap(List<LogsourceNames> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Read when it is asked for first, and once. */
    private static final class Bundled {
        static final LogsourceMap MAP = read();

        private Bundled() {}
    }

    /** The mapping that comes with Fairlead. */
    static LogsourceMap bundled() {
        return Bundled.MAP;
    }

    private static LogsourceMap read() {
        Set<String> fed = fed(text("datasets.yml"));
        List<LogsourceNames> entries = new ArrayList<>();
        FILES.forEach(file -> entries.addAll(entries(file, text(file), fed)));
        return new LogsourceMap(entries);
    }

    /** All entries, in the order in which they are asked. */
    List<LogsourceNames> entries() {
        return entries;
    }

    /** The entries of a mapping file. */
    static List<LogsourceNames> entries(String file, String text, Set<String> fed) {
        List<LogsourceNames> entries = new ArrayList<>();
        try {
            for (Yaml document : DocumentSplitter.values(text)) {
                if (document instanceof Yaml.Sequence sequence) {
                    for (Yaml item : sequence.items()) {
                        if (item instanceof Yaml.Mapping mapping) {
                            entries.add(LogsourceNames.read(mapping, fed));
                        }
                    }
                }
            }
        } catch (RuleException bad) {
            throw new IllegalArgumentException(
                    "mapping of log sources, " + file + ", line " + bad.line() + ": " + bad.reason(), bad);
        }
        return entries;
    }

    @Override
    public FieldNames of(Logsource logsource) {
        return known.computeIfAbsent(logsource, this::find);
    }

    private FieldNames find(Logsource logsource) {
        for (LogsourceNames entry : entries) {
            if (entry.serves(logsource)) {
                return entry;
            }
        }
        return FieldNames.AS_IS;
    }

    private static Set<String> fed(String text) {
        try {
            Set<String> fed = new LinkedHashSet<>();
            for (Yaml document : DocumentSplitter.values(text)) {
                if (document instanceof Yaml.Mapping mapping) {
                    fed.addAll(mapping.texts("fed"));
                }
            }
            return fed;
        } catch (RuleException bad) {
            throw new IllegalArgumentException("datasets.yml, line " + bad.line() + ": " + bad.reason(), bad);
        }
    }

    private static String text(String file) {
        String resource = FOLDER + file;
        try (InputStream in = LogsourceMap.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource + " cannot be read", unreadable);
        }
    }
}
