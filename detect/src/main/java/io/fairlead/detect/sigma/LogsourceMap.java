// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import io.fairlead.detect.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;

/** The mapping file {@code logsources.yml}: log sources and field names of Sigma in terms of our documents. */
final class LogsourceMap implements FieldNames.Lookup {
    private static final String RESOURCE = "/io/fairlead/detect/sigma/logsources.yml";

    private final List<LogsourceNames> entries;

    private LogsourceMap(List<LogsourceNames> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The mapping that comes with Fairlead. */
    static LogsourceMap bundled() {
        try (InputStream in = LogsourceMap.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", unreadable);
        }
    }

    static LogsourceMap parse(String text) {
        List<LogsourceNames> entries = new ArrayList<>();
        Node node = new Compose(LoadSettings.builder().build())
                .composeString(text)
                .orElseThrow(() -> new IllegalArgumentException("the mapping of log sources is empty"));
        try {
            if (new YamlReader().read(node) instanceof Yaml.Sequence sequence) {
                for (Yaml item : sequence.items()) {
                    if (item instanceof Yaml.Mapping mapping) {
                        entries.add(LogsourceNames.read(mapping));
                    }
                }
            }
        } catch (RuleException bad) {
            throw new IllegalArgumentException("mapping of log sources, line " + bad.line() + ": " + bad.reason(), bad);
        }
        return new LogsourceMap(entries);
    }

    @Override
    public FieldNames of(Logsource logsource) {
        for (LogsourceNames entry : entries) {
            if (entry.serves(logsource)) {
                return entry;
            }
        }
        return FieldNames.asIs();
    }
}
