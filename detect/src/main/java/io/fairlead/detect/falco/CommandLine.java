// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program and its arguments, as the several sensors write them. */
final class CommandLine {
    private static final int LONGEST_NAME = 15;

    private CommandLine() {}

    /**
     * The arguments without the program's name; empty when nothing tells of them.
     *
     * @param alone the arguments as one text, those with blanks in double quotes (Tetragon)
     * @param args the list of arguments, the program first (ECS)
     * @param line all as one text (ECS)
     */
    static Optional<List<String>> arguments(Tree alone, Tree args, Tree line) {
        if (!alone.isNothing()) {
            return Optional.of(words(alone.text()));
        }
        if (args instanceof Tree.Items) {
            List<String> texts = args.texts();
            return Optional.of(texts.isEmpty() ? List.of() : texts.subList(1, texts.size()));
        }
        if (!line.isNothing()) {
            String text = line.text().strip();
            int blank = text.indexOf(' ');
            return Optional.of(
                    blank < 0 ? List.of() : List.of(text.substring(blank + 1).strip()));
        }
        return Optional.empty();
    }

    /** The name that the kernel keeps: what follows the last slash of a path, cut to 15 bytes; empty when nothing is known. */
    static String name(Tree name, Tree... paths) {
        String known = Trees.text(name);
        return kept(known.isEmpty() ? base(program(Trees.text(paths))) : known);
    }

    /** A path as Falco writes it: a file in memory without its leading slash and without the kernel's remark. */
    static String program(String path) {
        String plain = path.endsWith(" (deleted)") ? path.substring(0, path.length() - " (deleted)".length()) : path;
        return plain.startsWith("/memfd:") ? plain.substring(1) : plain;
    }

    static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String kept(String name) {
        int bytes = 0;
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            int point = name.codePointAt(i);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > LONGEST_NAME) {
                return name.substring(0, i);
            }
        }
        return name;
    }

    /** Words between blanks; double quotes hold one together. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (quoted || !any)) {
                quoted = !quoted;
                any = true;
            } else if (c == ' ' && !quoted) {
                if (any) {
                    words.add(word.toString());
                }
                word.setLength(0);
                any = false;
            } else {
                word.append(c);
                any = true;
            }
        }
        if (any) {
            words.add(word.toString());
        }
        return words;
    }
}
