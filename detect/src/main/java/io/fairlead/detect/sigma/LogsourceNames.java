// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One entry of the mapping file: a log source, where it lands and what its names mean. */
record LogsourceNames(
        Logsource logsource,
        Set<String> datasets,
        String prefix,
        Set<String> natives,
        String stageField,
        String dotless,
        List<String> verbs,
        Map<String, List<String>> fields)
        implements FieldNames {

    static LogsourceNames read(Yaml.Mapping entry) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (entry.get("fields").orElse(entry) instanceof Yaml.Mapping named && named != entry) {
            named.entries().keySet().forEach(name -> fields.put(name, named.texts(name)));
        }
        return new LogsourceNames(
                logsource(entry),
                new LinkedHashSet<>(entry.texts("datasets")),
                entry.text("prefix"),
                new LinkedHashSet<>(entry.texts("native")),
                entry.text("stage"),
                entry.text("dotless"),
                entry.texts("verbs"),
                fields);
    }

    /** The log source under the key {@code logsource}. */
    static Logsource logsource(Yaml.Mapping document) {
        return document.get("logsource").orElse(document) instanceof Yaml.Mapping parts && parts != document
                ? new Logsource(parts.text("product"), parts.text("category"), parts.text("service"))
                : Logsource.NONE;
    }

    /** Whether a rule of that log source speaks of this entry's logs. */
    boolean serves(Logsource wanted) {
        return agrees(logsource.product(), wanted.product())
                && agrees(logsource.category(), wanted.category())
                && agrees(logsource.service(), wanted.service());
    }

    @Override
    public List<String> of(String name) {
        List<String> known = fields.get(name);
        if (known != null) {
            return known;
        }
        if (!isNative(name)) {
            return List.of(name);
        }
        boolean flat = !dotless.isEmpty() && name.startsWith(dotless + ".");
        String rest =
                flat ? dotless + "." + name.substring(dotless.length() + 1).replace('.', '_') : name;
        return List.of(prefix + rest);
    }

    @Override
    public Optional<ConnectVerbs> connectVerbs() {
        return verbs.size() == 2 ? Optional.of(new ConnectVerbs(verbs.getFirst(), verbs.getLast())) : Optional.empty();
    }

    private boolean isNative(String name) {
        for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
            if (natives.contains(name.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    private static boolean agrees(String entry, String wanted) {
        return entry.isEmpty() || entry.equalsIgnoreCase(wanted);
    }
}
