// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NormalizeCommandTest {
    private static final String FIRST = Samples.audit("a1", "exec", 200, 1);
    private static final String SECOND = Samples.audit("a2", "log", 200, 2);

    private static final String AUDITD =
            "type=EXECVE msg=audit(1795359480.123:7): argc=3 a0=\"mysql\" a1=\"--password\""
                    + " a2=\"hunter2\"\ntype=SYSCALL msg=audit(1795359480.123:7): arch=c000003e syscall=59 success=yes pid=2\n";

    private final CommandRun run = new CommandRun();

    @TempDir
    Path folder;

    @Test
    void linesListsArraysAndGzipGiveTheSameDocuments() throws IOException {
        String lines = normalized(write("lines.log", FIRST + "\n" + SECOND + "\n"));
        assertThat(lines.lines()).hasSize(2);
        assertThat(lines.lines().findFirst().orElseThrow()).contains("\"auditID\":\"a1\"");
        String list = "{\"kind\":\"EventList\",\n \"apiVersion\":\"audit.k8s.io/v1\",\"items\":[" + FIRST + ",\n"
                + SECOND + "]}";
        assertThat(normalized(write("list.json", list))).isEqualTo(lines);
        assertThat(normalized(write("array.json", "[" + FIRST + "," + SECOND + "]")))
                .isEqualTo(lines);
        assertThat(normalized(gzip("lines.log.gz", FIRST + "\n" + SECOND + "\n")))
                .isEqualTo(lines);
    }

    @Test
    void wholeEventsCarryTheirIdentity() throws IOException {
        Path file = write("one.log", FIRST);
        assertThat(run.execute("normalize", "--events", "--received-at", "2026-11-22T12:01:00Z", file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains(
                        "\"id\":\"", "\"activity\":\"", "\"receivedAt\":\"2026-11-22T12:01:00Z\"", "\"decisive\":true")
                .contains("\"document\":{");
    }

    @Test
    void badLineIsToldAndItsNeighboursPass() throws IOException {
        Path file = write("mixed.log", FIRST + "\n{\"kind\":\"Event\" oops}\n" + SECOND + "\n");
        Path report = folder.resolve("report.json");
        assertThat(run.execute(
                        "normalize", "--format", "kubernetes.audit", "--report", report.toString(), file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.err()).contains(file + ":2: parse:");
        assertThat(Files.readString(report))
                .isEqualTo("{\"file\":\"" + file + "\",\"records\":3,\"documents\":2,\"dead_letters\":[{\"line\":2,"
                        + "\"code\":\"parse\",\"message\":\"not valid JSON at byte 16\"}]}\n");
    }

    @Test
    void recordsOfOneEventAreJoinedAtTheEndOfTheFile() throws IOException {
        Path file = write("audit.log", AUDITD);

        assertThat(run.execute("normalize", "--format", "auditd", file.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(run.out().lines())
                .singleElement()
                .asString()
                .contains("\"args\":[\"mysql\",\"--password\",\"[redacted:password]\"]", "\"pid\":2");
        assertThat(run.err()).contains("2 records, 1 documents, 0 dead letters");
    }

    @Test
    void recordsAreShownAsTheParserSeesThem() throws IOException {
        Path file = write("audit.log", AUDITD);

        assertThat(run.execute("normalize", "--records", "--format", "auditd", file.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.out())
                .contains("\"record_type\":\"execve\",\"sequence\":7,", "\"syscall\":\"execve\"")
                .contains("\"a2\":\"[redacted:password]\"")
                .doesNotContain("hunter2");
    }

    @Test
    void aWholeFileMayHoldAnyValue() throws IOException {
        String[] command = {
            "normalize",
            "--whole",
            "--format",
            "json",
            write("v.json", "[1, {\"a\": null}]\n").toString()
        };

        assertThat(run.execute(command)).isEqualTo(ExitCode.OK);

        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.out()).contains("\"json\":[{\"value\":1},{\"a\":null}]");
    }

    @Test
    void nothingReadableFails() throws IOException {
        assertThat(run.execute("normalize", write("junk", "{\"a\":").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void wrongWordsAreUsage() throws IOException {
        String file = write("one.log", FIRST).toString();
        assertThat(run.execute("normalize", "--format", "nope", file)).isEqualTo(ExitCode.USAGE);
        assertThat(run.execute("normalize", "--received-at", "noon", file)).isEqualTo(ExitCode.USAGE);
        assertThat(run.execute("normalize", folder.resolve("absent").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is no format 'nope'", "--received-at takes", "there is no such file");
    }

    private static String normalized(Path file) {
        CommandRun once = new CommandRun();
        assertThat(once.execute("normalize", "--received-at", "2026-11-22T12:01:00Z", file.toString()))
                .as(once.err())
                .isEqualTo(ExitCode.OK);
        return once.out();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private Path gzip(String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }
}
