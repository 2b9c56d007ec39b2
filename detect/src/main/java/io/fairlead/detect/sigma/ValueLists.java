// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The values behind placeholders of {@code expand}, from list files.
 *
 * <p>A text file is one list, named as the file without its ending: a value a line, empty lines and lines that begin with
 * {@code #} left out. A YAML file is one list too when it holds a list of values, or several when it maps names to them.
 */
final class ValueLists {
    private static final int MOST_VALUES = 100_000;

    private final Map<String, List<String>> lists = new LinkedHashMap<>();

    /** Reads these files; what cannot be read is a rejection. */
    static ValueLists read(List<RuleFile> files, List<Rejection> rejections) {
        ValueLists lists = new ValueLists();
        for (RuleFile file : files) {
            try {
                lists.add(file);
            } catch (RuleException bad) {
                rejections.add(new Rejection(file.getPath(), bad.line(), "", "", bad.code(), bad.reason()));
            }
        }
        return lists;
    }

    /** The values of this list. */
    Optional<List<String>> of(String name) {
        return Optional.ofNullable(lists.get(name));
    }

    /** Changes with every value of the list. */
    String hash(String name) {
        List<String> parts = new ArrayList<>(List.of("list", name));
        parts.addAll(lists.getOrDefault(name, List.of()));
        return Identity.hash(parts.toArray(String[]::new));
    }

    private void add(RuleFile file) throws RuleException {
        String path = file.getPath();
        String text =
                StandardCharsets.UTF_8.decode(file.getContent().duplicate()).toString();
        String fileName = path.substring(path.lastIndexOf('/') + 1);
        String name = fileName.lastIndexOf('.') > 0 ? fileName.substring(0, fileName.lastIndexOf('.')) : fileName;
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yml") || lower.endsWith(".yaml")) {
            yaml(name, text);
        } else {
            put(
                    name,
                    text.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .toList(),
                    1);
        }
    }

    private void yaml(String name, String text) throws RuleException {
        for (Yaml document : DocumentSplitter.values(text)) {
            if (document instanceof Yaml.Mapping mapping) {
                for (Map.Entry<String, Yaml> entry : mapping.entries().entrySet()) {
                    put(entry.getKey(), values(entry.getValue()), mapping.lineOf(entry.getKey()));
                }
            } else {
                put(name, values(document), document.line());
            }
        }
    }

    private static List<String> values(Yaml value) throws RuleException {
        List<String> values = new ArrayList<>();
        for (Yaml item : value instanceof Yaml.Sequence sequence ? sequence.items() : List.of(value)) {
            if (!(item instanceof Yaml.Scalar scalar) || scalar.kind() == Yaml.Kind.NULL) {
                throw new RuleException(
                        RejectionCode.BAD_VALUE, item.line(), "a list of values holds plain values only");
            }
            values.add(scalar.text());
        }
        return values;
    }

    private void put(String name, List<String> values, int line) throws RuleException {
        if (values.size() > MOST_VALUES) {
            throw new RuleException(
                    RejectionCode.TOO_LARGE,
                    line,
                    "the list '" + name + "' has " + values.size() + " values, the limit is " + MOST_VALUES);
        }
        if (lists.putIfAbsent(name, List.copyOf(values)) != null) {
            throw new RuleException(
                    RejectionCode.DUPLICATE_ID, line, "another list is named '" + name + "': the first one counts");
        }
    }
}
