// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.config;

import java.util.List;

/** Writes the reference page and the example file from the records of settings, so that neither can drift. */
public final class ConfigPages {
    private static final int WIDTH = 110;

    private static final String HEAD = """
            # Configuration

            One YAML file, given with `--config FILE`; without one the defaults below hold. An unknown key, a value out of bounds
            or of the wrong form stops the start and is named with its line. [fairlead.example.yaml](fairlead.example.yaml) holds
            every key with its default.

            Environment variables override the file: the last column names each. Durations are written `500ms`, `10s`, `5m`, `2h`,
            `7d`; sizes `512B`, `64KiB`, `8MiB`, `1GiB`. A secret never stands in the file: write `{file: PATH}` there, or give the
            variable, or the variable with `_FILE` at its end and a path as its value.

            This page is generated from the settings records; a test fails when it is stale and says how to write it anew.
            """;

    private ConfigPages() {}

    /** The reference page in Markdown. */
    public static String reference() {
        StringBuilder page = new StringBuilder(HEAD);
        List<SettingEntry> entries = SettingEntry.of(FairleadConfig.class);
        page.append("\n## Top level\n\n").append(TABLE_HEAD);
        entries.stream()
                .filter(entry -> entry.depth() == 0 && !entry.container())
                .forEach(entry -> row(page, entry));
        for (SettingEntry entry : entries) {
            if (entry.depth() == 0 && entry.container()) {
                page.append("\n## ")
                        .append(entry.key())
                        .append("\n\n")
                        .append(entry.doc())
                        .append("\n\n");
                page.append(TABLE_HEAD);
            } else if (entry.depth() > 0) {
                row(page, entry);
            }
        }
        return page.toString();
    }

    private static final String TABLE_HEAD = """
            | key | takes | default | meaning | variable |
            |---|---|---|---|---|
            """;

    private static void row(StringBuilder page, SettingEntry entry) {
        page.append("| `").append(entry.path()).append("` | ");
        page.append(entry.kind()).append(" | ");
        page.append(entry.defaultValue().isEmpty() ? "–" : "`" + cell(entry.defaultValue()) + "`")
                .append(" | ");
        page.append(cell(entry.doc())).append(" | ");
        page.append(entry.variable().map(name -> "`" + name + "`").orElse("–")).append(" |\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    /** The example file: every section, and every key commented out with its default. */
    public static String example() {
        StringBuilder file = new StringBuilder("""
                # SPDX-FileCopyrightText: The Fairlead authors
                # SPDX-License-Identifier: Apache-2.0
                #
                # Every key of Fairlead with its default, commented out. docs/configuration.md says more on each.
                # Written by a test from the settings records; change those, not this file.
                """);
        for (SettingEntry entry : SettingEntry.of(FairleadConfig.class)) {
            String indent = "  ".repeat(entry.depth());
            if (entry.depth() == 0) {
                file.append('\n');
            }
            String before =
                    entry.container() && !entry.inItem() && entry.kind().equals("section") ? indent : indent + "# ";
            wrap(entry.doc() + " (" + entry.kind() + ")")
                    .forEach(line ->
                            file.append(indent).append("# ").append(line).append('\n'));
            file.append(before)
                    .append(entry.key())
                    .append(":")
                    .append(value(entry))
                    .append('\n');
        }
        return file.toString();
    }

    private static String value(SettingEntry entry) {
        if (entry.container()) {
            return "";
        }
        if (entry.kind().startsWith("list")) {
            return " [" + entry.defaultValue().replace(",", ", ") + "]";
        }
        if (entry.kind().startsWith("map")) {
            return " {}";
        }
        if (entry.kind().equals("secret")) {
            return " {file: PATH}";
        }
        return entry.defaultValue().isEmpty() ? (entry.kind().equals("text") ? " \"\"" : "") : " " + quoted(entry);
    }

    private static String quoted(SettingEntry entry) {
        String plain = entry.defaultValue();
        boolean special = entry.kind().equals("text") && !plain.matches("[A-Za-z0-9][A-Za-z0-9._/-]*");
        return special ? "\"" + plain.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : plain;
    }

    private static List<String> wrap(String text) {
        List<String> lines = new java.util.ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
