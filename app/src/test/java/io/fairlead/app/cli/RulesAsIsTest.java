// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events with the names of their source, in every shape that files have. */
final class RulesAsIsTest {
    private static final String PROCESS = """
            title: A shell
            id: shell
            logsource: {product: windows, category: process_creation}
            detection: {s: {Image|endswith: cmd.exe}, condition: s}
            level: high
            """;
    private static final String FILE = """
            title: A file
            id: file
            logsource: {product: windows, category: file_event}
            detection: {s: {TargetFilename|exists: true}, condition: s}
            """;
    private static final String BURST = """
            title: Shells
            id: shells
            correlation:
              {type: event_count, rules: [shell], group-by: [User], timespan: 1m, generate: true, condition: {gte: 2}}
            """;
    private static final String EVENT = "{\"Image\":\"C:\\\\cmd.exe\",\"User\":\"a\",\"When\":{\"at\":\"%s\"}}";
    private static final String OTHER = "{\"TargetFilename\":\"x\"}";

    private final CommandRun run = new CommandRun();

    @TempDir
    Path folder;

    private String rules = "";

    @BeforeEach
    void rules() throws IOException {
        write("rules/process.yml", PROCESS);
        rules = folder.resolve("rules").toString();
        write("rules/file.yml", FILE);
    }

    @Test
    void asksRulesOfEveryLogSource() throws IOException {
        Path events = write("events.json", event(0) + "\n" + OTHER + "\n");
        match(events.toString());
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("{\"file\":\"" + events + "\",\"line\":1,\"rule\":{\"id\":\"shell\","
                                        + "\"title\":\"A shell\",\"language\":\"sigma\",\"level\":\"high\"}")
                                .contains("\"explanation\":[{\"selection\":\"s\",\"field\":\"Image\""),
                        line -> assertThat(line).contains("\"line\":2", "\"id\":\"file\""));
    }

    @Test
    void asksOnlyRulesThatTheLogSourceDoesNotContradict() throws IOException {
        Path events = write("events.json", event(0) + "\n" + OTHER + "\n");
        match("--logsource", "product=windows,category=file_event", events.toString());
        assertThat(run.out().lines()).singleElement().asString().contains("\"id\":\"file\"");
    }

    @Test
    void readsPrettyPrintedObjectsListsAndGzip() throws IOException {
        Path pretty = write("pretty.json", "\n{\n  \"Image\":\n \"x\\\\cmd.exe\"\n}\n" + event(1) + "\n");
        Path list = write("list.json", "[\n" + event(1) + ",\n" + event(2) + "]");
        Path gzip = folder.resolve("events.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write((OTHER + "\n" + event(3)).getBytes(StandardCharsets.UTF_8));
        }
        match(pretty.toString(), list.toString(), gzip.toString());
        assertThat(run.out().lines().map(line -> line.replaceAll("^.*/([a-z.]+)\",\"line\":([0-9]+),.*$", "$1:$2")))
                .containsExactly(
                        "pretty.json:2",
                        "pretty.json:6",
                        "list.json:2",
                        "list.json:3",
                        "events.json.gz:1",
                        "events.json.gz:2");
    }

    @Test
    void countsByTheTimeField() throws IOException {
        Path burst = write("burst.yml", BURST);
        Path events = write("events.json", event(0) + "\n" + event(100) + "\n" + event(130) + "\n");
        match("--rules", burst.toString(), "--time-field", "When.at", events.toString());
        assertThat(run.out().lines().filter(line -> line.contains("\"id\":\"shells\"")))
                .singleElement()
                .asString()
                .contains("\"group\":{\"User\":\"a\"}", "\"count\":2")
                .contains("\"window\":{\"start\":\"2026-11-22T12:01:40Z\",\"end\":\"2026-11-22T12:02:10Z\"}")
                .contains("\"events\":[[\"" + events + "\",2],[\"" + events + "\",3]]");
    }

    @Test
    void saysWhichMatchesHaveNoTimeToCountBy() throws IOException {
        Path burst = write("burst.yml", BURST);
        Path events = write("events.json", event(0) + "\n" + event(1) + "\n");
        match("--rules", burst.toString(), events.toString());
        assertThat(run.out()).doesNotContain("\"id\":\"shells\"");
        assertThat(run.err()).contains("2 matches were not counted", "--time-field");
    }

    @Test
    void unreadableEventsAndRejectedRulesAreToldAndNoFailure() throws IOException {
        Path bad = write("bad.yml", PROCESS.replace("id: shell", "id: bad").replace("endswith", "endwith"));
        Path events = write("events.json", "{\"a\":\n{\"Image\":}\n" + event(0) + "\n");
        match("--rules", bad.toString(), events.toString());
        assertThat(run.err()).contains(bad + ":4: rejected: unknown modifier 'endwith'", "events.json:");
    }

    @Test
    void filtersHoldBackAndListsFillPlaceholders() throws IOException {
        Path filter = write("filter.yml", """
                title: Known hosts
                id: known
                logsource: {product: windows}
                filter: {rules: [shell], s: {User|expand: '%admins%'}, condition: not s}
                """);
        write("lists/admins.txt", "# who may\na\n\nb\n");
        Path lists = folder.resolve("lists");
        Path events = write("events.json", event(0) + "\n" + event(0).replace("\"a\"", "\"c\"") + "\n");
        match("--rules", filter.toString(), "--lists", lists.toString(), events.toString());
        assertThat(run.out().lines()).singleElement().asString().contains("\"line\":2");
        assertThat(run.err()).contains("filter known held back 1 matches");
    }

    @Test
    void checkTellsMissingListsAndExpiredFilters() throws IOException {
        write("rules/filter.yml", """
                title: Known hosts
                id: known
                owner: operations
                expires: 2020-01-01
                logsource: {product: windows}
                filter: {rules: any, s: {User|expand: '%admins%'}, condition: not s}
                """);
        assertThat(run.execute("rules", "check", "--as-is", "--json", rules)).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("\"code\":\"missing-list\"", "the placeholder %admins%");
        CommandRun again = new CommandRun();
        String lists = write("lists/names.yml", "admins: [a, 7]\n").toString();
        assertThat(again.execute("rules", "check", "--as-is", "--json", "--lists", lists, rules))
                .isEqualTo(ExitCode.OK);
        assertThat(again.out())
                .contains("\"status\":\"compiled\",\"code\":\"filter-expired\"", "its owner is operations");
    }

    @Test
    void testsOfAFilterAskTheRulesThatItNames() throws IOException {
        write("rules/process.test.yml", """
                format: json
                cases:
                  - {name: a shell, events: [{event: {Image: cmd.exe}}], alerts: 1}
                """);
        write("rules/file.test.yml", """
                format: json
                cases:
                  - {name: no file, events: [{event: {Image: cmd.exe}}], alerts: 0}
                """);
        write("rules/filter.yml", """
                title: Known users
                id: known
                logsource: {product: windows}
                filter: {rules: [shell], s: {User: a}, condition: not s}
                """);
        assertThat(run.execute("rules", "test", "--as-is", rules)).as(run.err()).isEqualTo(ExitCode.OK);
        write("rules/filter.test.yml", """
                format: json
                cases:
                  - {name: a known user, events: [{event: {Image: cmd.exe, User: a}}], alerts: 0}
                  - {name: another, events: [{event: {Image: cmd.exe, User: b}}], alerts: 1}
                """);
        assertThat(run.execute("rules", "test", "--as-is", rules)).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("2 cases, 0 failed", "4 cases, 0 failed");
    }

    @Test
    void testsMayNeedWhatStandsInOtherFiles() throws IOException {
        write("rules/process.test.yml", """
                format: json
                cases:
                  - {name: counted elsewhere, events: [{event: {Image: cmd.exe}}], alerts: 1}
                """);
        write("rules/burst.yml", BURST.replace(", generate: true", ""));
        write("rules/burst.test.yml", """
                format: json
                cases:
                  - name: two in a minute
                    events: [{repeat: 2, every: 9s, event: {Image: cmd.exe, User: a, UtcTime: '${time}'}}]
                    alerts: 1
                    group: {User: a}
                """);
        write("rules/a-macros.yaml", "- macro: shells\n  condition: proc.name = sh\n");
        write("rules/falco.yaml", """
                - {rule: Shell, desc: d, condition: shells, output: o, priority: INFO}
                """);
        write("rules/falco.test.yml", """
                format: json
                cases:
                  - {name: a shell, events: [{event: {evt.type: execve, proc.name: sh}}], alerts: 1}
                  - {name: no shell, events: [{event: {evt.type: execve, proc.name: ls}}], alerts: 0}
                """);
        Path report = folder.resolve("report.xml");
        assertThat(run.execute("rules", "test", "--as-is", "--report", report.toString(), rules))
                .as(run.err())
                .isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("4 cases, 0 failed; 2 rule files have no tests");
        assertThat(Files.readString(report, StandardCharsets.UTF_8))
                .contains("tests=\"6\" failures=\"0\" skipped=\"2\"", "file.yml\" name=\"has tests\"><skipped");
        assertThat(run.execute("rules", "test", "--as-is", "--require-tests", rules))
                .isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("file.yml: has tests: there is no");
    }

    @Test
    void wrongWordsAreUsage() throws IOException {
        Path events = write("events.json", OTHER);
        assertThat(run.execute(
                        "rules", "match", "--as-is", "--rules", rules, "--logsource", "windows", events.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run.execute("rules", "match", "--as-is", "--rules", rules, "--lists", "absent", events.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run.execute("rules", "match", "--as-are", events.toString())).isEqualTo(ExitCode.USAGE);
    }

    private void match(String... more) {
        String[] words = new String[more.length + 6];
        System.arraycopy(new String[] {"rules", "match", "--json", "--as-is", "--rules", rules}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        assertThat(run.execute(words)).as(run.err()).isEqualTo(ExitCode.OK);
    }

    private static String event(int second) {
        return EVENT.formatted("2026-11-22T12:%02d:%02d+00:00".formatted(second / 60, second % 60));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
