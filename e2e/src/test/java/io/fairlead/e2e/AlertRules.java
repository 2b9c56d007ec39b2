// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The rule file for Prometheus.
 *
 * @param names of alerts, in order, some more than once
 * @param metrics that their expressions ask for
 */
record AlertRules(List<String> names, Set<String> metrics) {
    static final Path FOLDER = PipelineProcess.root().resolve("deploy/prometheus");
    private static final Pattern METRIC = Pattern.compile("\\b(?:fairlead|disk)_[a-z_]+\\b");

    static AlertRules read() throws IOException {
        Object file = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(FOLDER.resolve("fairlead.rules.yml")));
        List<String> names = new ArrayList<>();
        Set<String> metrics = new TreeSet<>();
        for (Object group : (List<?>) value(file, "groups")) {
            for (Object rule : (List<?>) value(group, "rules")) {
                names.add((String) value(rule, "alert"));
                Matcher metric = METRIC.matcher((String) value(rule, "expr"));
                while (metric.find()) {
                    metrics.add(metric.group());
                }
            }
        }
        return new AlertRules(names, metrics);
    }

    private static Object value(Object map, String key) {
        Object value = ((Map<?, ?>) map).get(key);
        if (value == null) {
            throw new AssertionError("no " + key + " in " + map);
        }
        return value;
    }
}
