// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.FieldDefinition.Argument;
import io.fairlead.detect.falco.Reading.Shape;
import io.fairlead.detect.rule.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Readings of {@code proc.*}, {@code thread.*} and {@code user.*}; the table of fields says what stands at each position. */
final class ProcessReadings {
    private ProcessReadings() {}

    static Map<String, Reading> all() {
        Map<String, Reading> readings = new HashMap<>();
        put(readings, "comm", trees -> CommandLine.name(trees.get(0), trees.get(1), trees.get(2)));
        put(readings, "program", trees -> CommandLine.program(text(trees)));
        put(readings, "argv0", ProcessReadings::firstArgument);
        put(readings, "directory", trees -> directory(text(trees)));
        put(readings, "login-id", ProcessReadings::login);
        put(readings, "terminal", trees -> Terminals.number(text(trees)));
        put(readings, "capabilities", trees -> capabilities(Trees.first(trees)));
        put(readings, "memfd", ProcessReadings::inMemory);
        optional(readings, "arguments", trees -> arguments(trees).map(words -> String.join(" ", words)));
        optional(readings, "argument-count", trees -> arguments(trees).map(words -> Integer.toString(words.size())));
        optional(
                readings,
                "argument-chars",
                trees -> arguments(trees)
                        .map(words -> Integer.toString(
                                String.join("", words).replace(" ", "").length())));
        put(readings, "command-line", ProcessReadings::commandLine);
        put(readings, "exe-line", ProcessReadings::exeLine);
        readings.put("environment", Reading.of(Shape.ONE, Argument.ANY, ProcessReadings::environment));
        readings.put("ancestor-name", ancestors(path -> CommandLine.name(Tree.NOTHING, scalar(path)), true));
        readings.put("ancestor-exe", ancestors(CommandLine::program, false));
        return readings;
    }

    private interface OneText {
        String of(List<Tree> trees);
    }

    private interface MaybeText {
        Optional<String> of(List<Tree> trees);
    }

    private static void put(Map<String, Reading> readings, String name, OneText text) {
        readings.put(name, Reading.one((trees, unused) -> Trees.optional(text.of(trees))));
    }

    /** Like {@code put}, for what may be an empty text and there. */
    private static void optional(Map<String, Reading> readings, String name, MaybeText text) {
        readings.put(
                name, Reading.one((trees, unused) -> text.of(trees).stream().toList()));
    }

    private static String text(List<Tree> trees) {
        return Trees.text(trees.toArray(Tree[]::new));
    }

    private static Optional<List<String>> arguments(List<Tree> trees) {
        return CommandLine.arguments(trees.get(0), trees.get(1), trees.get(2));
    }

    private static String firstArgument(List<Tree> trees) {
        return CommandLine.program(text(trees));
    }

    private static String commandLine(List<Tree> trees) {
        String name = CommandLine.name(trees.get(0), trees.get(1), trees.get(2));
        return name.isEmpty() ? "" : joined(name, CommandLine.arguments(trees.get(3), trees.get(4), trees.get(5)));
    }

    private static String exeLine(List<Tree> trees) {
        String exe = firstArgument(trees.subList(0, 3));
        return exe.isEmpty() ? "" : joined(exe, CommandLine.arguments(trees.get(3), trees.get(1), trees.get(4)));
    }

    private static String joined(String first, Optional<List<String>> rest) {
        List<String> words = new ArrayList<>(List.of(first));
        rest.ifPresent(words::addAll);
        return String.join(" ", words);
    }

    /** Falco's directories end in a slash. */
    private static String directory(String path) {
        return path.isEmpty() || path.endsWith("/") ? path : path + "/";
    }

    /** The id of the login; -1 where the process has a user and no login. */
    private static String login(List<Tree> trees) {
        String id = Trees.text(trees.get(0), trees.get(1));
        if (id.isEmpty()) {
            return text(trees).isEmpty() ? "" : "-1";
        }
        return id.equals("4294967295") || id.equals("unset") ? "-1" : id;
    }

    private static String capabilities(Tree list) {
        List<String> names = new ArrayList<>();
        for (String name : list.texts()) {
            names.add(name.startsWith("CAP_") ? name : "CAP_" + name);
        }
        return String.join(" ", names);
    }

    /** Whether the program is a file in memory: named so, or nameless and run through a descriptor. */
    private static String inMemory(List<Tree> trees) {
        String path = CommandLine.program(Trees.text(trees.get(0), trees.get(1)));
        if (path.isEmpty()) {
            return "";
        }
        boolean descriptor = path.matches("(/dev|/proc/[^/]+)/fd/[0-9]+");
        boolean nameless = trees.get(2).text().equals("0");
        return Boolean.toString(path.startsWith("memfd:") || (descriptor && nameless));
    }

    private static List<String> environment(List<Tree> trees, String name) {
        List<String> variables = new ArrayList<>();
        for (Tree variable : Trees.first(trees).items()) {
            String text = variable instanceof Tree.Branch
                    ? variable.at("key").text() + "=" + Trees.text(variable.at("value"))
                    : variable.text();
            if (name.isEmpty()) {
                variables.add(text);
            } else if (text.startsWith(name + "=")) {
                return List.of(text.substring(name.length() + 1));
            }
        }
        return variables.isEmpty() ? List.of() : List.of(String.join(" ", variables));
    }

    /** Of the process (0), its parent (1) and so on, or of all above the process. */
    private static Reading ancestors(UnaryOperator<String> of, boolean names) {
        return Reading.of(Shape.EACH, Argument.INDEX, (trees, index) -> {
            List<String> line = new ArrayList<>();
            line.add(one(trees.get(0), of, names, trees.get(1)));
            line.add(one(trees.get(2), of, names, trees.get(3), trees.get(4)));
            for (Tree ancestor : trees.get(5).items()) {
                line.add(one(Tree.NOTHING, of, names, ancestor.at("binary")));
            }
            if (!index.isEmpty()) {
                int number = Integer.parseInt(index);
                return number < line.size() ? Trees.optional(line.get(number)) : List.of();
            }
            return line.subList(1, line.size()).stream()
                    .filter(text -> !text.isEmpty())
                    .toList();
        });
    }

    private static String one(Tree name, UnaryOperator<String> of, boolean names, Tree... paths) {
        if (names && !Trees.text(name).isEmpty()) {
            return CommandLine.name(name);
        }
        String path = Trees.text(paths);
        return path.isEmpty() ? "" : of.apply(path);
    }

    private static Tree scalar(String text) {
        return new Tree.Scalar(text, true);
    }
}
