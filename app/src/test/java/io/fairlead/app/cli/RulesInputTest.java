// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as people have them: what can be read of them is judged, what cannot is told, and neither ends the command. */
final class RulesInputTest {
    private static final Pattern LINE = Pattern.compile("\"line\":(\\d+),\"rule\":\\{\"id\":\"one\"");
    private static final String RULE = """
            title: One
            id: one
            logsource: {product: x}
            detection: {s: {a: 1}, condition: s}
            """;

    private final CommandRun run = new CommandRun();

    @TempDir
    Path folder;

    private String rules = "";

    @BeforeEach
    void rules() throws IOException {
        rules = Files.writeString(folder.resolve("one.yml"), RULE, StandardCharsets.UTF_8)
                .toString();
    }

    @Test
    void filesWithoutEvents() throws IOException {
        for (String text : List.of("", "\n \r\n", "[]", "[ ]\n")) {
            assertThat(match(text)).as("'" + text + "'").isEmpty();
        }
        assertThat(run.err()).contains("0 events, 0 findings").doesNotContain("events.json:");
    }

    @Test
    void lineEndsMarksAndBlankLines() throws IOException {
        assertThat(match("\uFEFF{\"a\":1}\r\n\r\n  {\"a\":\"1\"}\r\n{\"a\":2}\r\n"))
                .containsExactly(1, 3);
        assertThat(match("{\"a\":1}{\"a\":1}\n{\"a\":1}")).as("no line ends").containsExactly(1, 1, 2);
        assertThat(match("\n[\n{\"a\":1},\n\n{\n\"a\":1}]\n")).as("a list").containsExactly(3, 5);
    }

    @Test
    void whatCannotBeReadStandsBetweenWhatCan() throws IOException {
        assertThat(match("{\"a\":1}\nno json\n{\"a\":1}\n{\"a\":tru}\n7\n{\"a\":1}\n"))
                .containsExactly(1, 3, 6);
        assertThat(run.err()).contains("events.json:4: parse:").contains("3 findings");
    }

    @Test
    void whatStandsBeforeTheBreakOfATruncatedFile() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("{\"a\":1,\"n\":").append(i * 7_919L % 100_003).append("}\n");
        }
        byte[] whole = gzip(text.toString());
        Path broken = Files.write(folder.resolve("broken.gz"), Arrays.copyOf(whole, whole.length / 2));
        Path small = Files.write(folder.resolve("small.gz"), Arrays.copyOf(gzip("{\"a\":1}\n{\"a\":1}\n"), 24));
        Path header = Files.write(folder.resolve("header.gz"), Arrays.copyOf(whole, 5));
        Path good = Files.writeString(folder.resolve("good.json"), "{\"a\":1}\n", StandardCharsets.UTF_8);

        assertThat(run.execute(
                        "rules",
                        "match",
                        "--as-is",
                        "--json",
                        "--rules",
                        rules,
                        broken.toString(),
                        small.toString(),
                        header.toString(),
                        good.toString()))
                .isEqualTo(ExitCode.OK);

        long found =
                run.out().lines().filter(line -> line.contains("broken.gz")).count();
        assertThat(found).isBetween(5_000L, 15_000L);
        assertThat(run.out()).contains("good.json\",\"line\":1");
        assertThat(run.err())
                .contains("broken.gz:" + (found + 1) + ": parse: the compressed data are damaged or break off here")
                .contains("small.gz:", "header.gz:1: parse: the compressed data are damaged");
    }

    @Test
    void filesThatAreNotThereAreWrongUsageBeforeAnythingIsRead() throws IOException {
        Path good = Files.writeString(folder.resolve("good.json"), "{\"a\":1}\n", StandardCharsets.UTF_8);
        for (Path wrong : List.of(folder.resolve("absent"), folder)) {
            assertThat(run.execute(
                            "rules", "match", "--as-is", "--json", "--rules", rules, good.toString(), wrong.toString()))
                    .isEqualTo(ExitCode.USAGE);
        }
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("there is no such file", "it is a folder");
    }

    @Test
    void severalFilesOfFalcosLanguageCountInTheirOrder() throws IOException {
        Path first = Files.writeString(folder.resolve("first.yaml"), """
                - list: verbs
                  items: [get]
                - rule: Reading
                  desc: d
                  condition: ka.verb in (verbs)
                  output: o
                  priority: WARNING
                  source: k8s_audit
                """, StandardCharsets.UTF_8);
        Path second = Files.writeString(folder.resolve("second.yaml"), """
                - list: verbs
                  append: true
                  items: [create]
                - rule: Reading
                  condition: and ka.user.name = jane
                  override: {condition: append}
                """, StandardCharsets.UTF_8);
        Path events = Files.writeString(
                folder.resolve("audit.log"), Samples.audit("a", "exec", 101, 1), StandardCharsets.UTF_8);
        assertThat(run.execute(
                        "rules",
                        "match",
                        "--json",
                        "--rules",
                        first.toString(),
                        "--rules",
                        second.toString(),
                        events.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("\"title\":\"Reading\",\"language\":\"falco\",\"level\":\"WARNING\"")
                .hasLineCount(1);
        CommandRun turned = new CommandRun();
        assertThat(turned.execute(
                        "rules",
                        "match",
                        "--json",
                        "--rules",
                        second.toString(),
                        "--rules",
                        first.toString(),
                        events.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(turned.out()).isEmpty();
        assertThat(turned.err()).contains("'Reading' is not defined before it is changed");
    }

    /** The lines of the events that match. */
    private List<Integer> match(String text) throws IOException {
        CommandRun once = run;
        int before = once.out().length();
        Path file = Files.writeString(folder.resolve("events.json"), text, StandardCharsets.UTF_8);
        assertThat(once.execute("rules", "match", "--as-is", "--json", "--rules", rules, file.toString()))
                .as(once.err())
                .isEqualTo(ExitCode.OK);
        List<Integer> lines = new ArrayList<>();
        Matcher matcher = LINE.matcher(once.out().substring(before));
        while (matcher.find()) {
            lines.add(Integer.parseInt(matcher.group(1)));
        }
        return lines;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
