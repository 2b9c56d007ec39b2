// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Golden files: what a piece of code makes of an input, kept beside the input and read by people.
 *
 * <p>With {@code -Dgolden.update=true} the expected files are written anew instead of compared: look at the difference
 * before you commit it. Without it a missing expected file fails.
 */
public final class Golden {
    /** Writes expected files instead of comparing when it is {@code true}. */
    public static final String UPDATE = "golden.update";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Golden() {}

    /** Makes the actual text of an input. */
    @FunctionalInterface
    public interface Actual {
        /** What the code under test makes of the input file or case folder. */
        String of(Path input) throws Exception;
    }

    /** One test a file in the folder that ends like this; the expected JSON stands beside it with the other ending. */
    public static Stream<DynamicTest> jsonFiles(Path folder, String inputEnding, String expectedEnding, Actual actual) {
        List<Path> inputs = list(folder).stream()
                .filter(file -> file.getFileName().toString().endsWith(inputEnding)
                        && !file.getFileName().toString().endsWith(expectedEnding))
                .toList();
        demandCases(folder, inputs);
        return inputs.stream().map(input -> {
            String file = input.getFileName().toString();
            String name = file.substring(0, file.length() - inputEnding.length());
            Path expected = input.resolveSibling(name + expectedEnding);
            return DynamicTest.dynamicTest(name, input.toUri(), () -> compareJson(expected, actual.of(input)));
        });
    }

    /** One test a sub-folder; the expected JSON stands in it under this name. */
    public static Stream<DynamicTest> jsonFolders(Path folder, String expectedName, Actual actual) {
        List<Path> cases = list(folder).stream().filter(Files::isDirectory).toList();
        demandCases(folder, cases);
        return cases.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getFileName().toString(),
                        each.toUri(),
                        () -> compareJson(each.resolve(expectedName), actual.of(each))));
    }

    /**
     * Compares JSON by value and order: equal records must become equal bytes in every process, so the order of keys matters.
     * White space does not.
     */
    public static void compareJson(Path expected, String actual) throws IOException {
        String pretty = pretty(actual, "the actual text");
        if (updateOrMissing(expected, pretty)) {
            return;
        }
        String stored = Files.readString(expected, StandardCharsets.UTF_8);
        String wanted = pretty(stored, expected.toString());
        if (!wanted.equals(pretty)) {
            throw differs(expected, wanted, pretty);
        }
    }

    /** Compares text, line ends included. */
    public static void compareText(Path expected, String actual) throws IOException {
        if (updateOrMissing(expected, actual)) {
            return;
        }
        String stored = Files.readString(expected, StandardCharsets.UTF_8);
        if (!stored.equals(actual)) {
            throw differs(expected, stored, actual);
        }
    }

    private static boolean updateOrMissing(Path expected, String actual) throws IOException {
        if (Boolean.getBoolean(UPDATE)) {
            Path parent = expected.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(expected, actual, StandardCharsets.UTF_8);
            return true;
        }
        if (!Files.exists(expected)) {
            throw new AssertionError(
                    expected + " is missing; -D" + UPDATE + "=true writes it. It would hold:\n" + actual);
        }
        return false;
    }

    private static AssertionError differs(Path expected, String stored, String actual) {
        return new AssertionError(expected + " differs (- expected, + actual; -D" + UPDATE + "=true writes it anew):\n"
                + LineDifference.of(stored, actual));
    }

    private static String pretty(String json, String what) {
        try {
            return JSON.writeValueAsString(JSON.readTree(json)) + "\n";
        } catch (JsonProcessingException broken) {
            throw new AssertionError(what + " is no JSON: " + broken.getOriginalMessage() + "\n" + json, broken);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("golden files in " + folder.toAbsolutePath(), failure);
        }
    }

    private static void demandCases(Path folder, List<Path> cases) {
        if (cases.isEmpty()) {
            throw new AssertionError("no golden case in " + folder.toAbsolutePath());
        }
    }
}
