// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
    void tablesAndTagsAreReportsWithoutBeingToldSo() throws IOException {
        Path table = write(
                "leaks.csv",
                "RuleID,Commit,File,SymlinkFile,Secret,Match,StartLine,EndLine,StartColumn,EndColumn,Author,Message,Date,"
                        + "Email,Fingerprint,Tags\nr,c1,a.env,,hunter2,TOKEN=hunter2,3,3,1,9,Ada,m,"
                        + "2026-10-14T17:05:15Z,a@example.com,c1:a.env:r:3,\n");
        assertThat(normalized(table)).contains("\"gitleaks.finding\"").doesNotContain("hunter2");
        Path tags = write(
                "image.spdx",
                "## made by hand\nSPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: web\n\n"
                        + "PackageName: apt\nSPDXID: SPDXRef-apt\nPackageVersion: 2.6.1\n");
        assertThat(normalized(tags)).contains("\"spdx.finding\"").doesNotContain("generic.plain");
        Path lines = write("notes.txt", "PackageName: apt\nRuleID,Commit,File\n");
        assertThat(normalized(lines).lines()).hasSize(2).allMatch(line -> line.contains("\"generic.plain\""));
    }

    @Test
    void linesThatBeginWithABracketAreLines() throws IOException {
        Path lines = write(
                "dns.log",
                "[INFO] 10.244.0.7:45123 - 1 \"A IN a.example. udp 42 false 512\" NOERROR qr 106 0.0001s\n"
                        + "[ERROR] plugin/errors: 2 b.example. A: no upstream\n");
        assertThat(normalized(lines).lines()).hasSize(2).allMatch(line -> line.contains("\"coredns.log\""));
        assertThat(normalized(write("list.json", "[\n  {\"a\":1},{\"a\":2}]")).lines())
                .hasSize(2);
    }

    @Test
    void textOfAFormatThatIsClaimedIsLines() throws IOException {
        Path lines = write(
                "bench.log",
                "[WARN] 2.8  - Enable user namespace support (Scored)\n[PASS] 2.9  - Confirm cgroup usage (Scored)\n");

        assertThat(run.execute("normalize", "--format", "docker_bench.result", lines.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.err()).contains("2 records, 2 documents, 0 dead letters");
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
    void theReportTellsWhatContentIsFoundToBe() throws IOException {
        Path file = write("mixed.log", FIRST + "\n{\"a\":1}\n" + SECOND + "\n\"x\"\n");
        Path report = folder.resolve("report.json");
        assertThat(run.execute("normalize", "--report", report.toString(), file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(Files.readString(report))
                .contains("\"formats\":{\"json\":{\"general\":1},\"kubernetes.audit\":{\"exact\":2}");
    }

    @Test
    void ocsfIsAnotherViewOfTheSameDocuments() throws IOException {
        Path file = write("one.log", FIRST);
        assertThat(run.execute("normalize", "--schema", "ocsf", file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(run.out().lines())
                .singleElement()
                .asString()
                .contains("\"class_uid\":6003", "\"version\":\"1.8.0\"", "\"original_event_uid\":\"a1\"");
        assertThat(run.execute("normalize", "--schema", "xyz", file.toString())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void awkwardFilesAreReadAsFarAsTheyGo() throws IOException {
        Path empty = write("empty.log", "");
        Path marked = write("bom.json", "\uFEFF[" + FIRST + "]");
        Path dos = write("dos.log", FIRST + "\r\n\r\n" + SECOND + "\r\n");
        Path whole = gzip("whole.gz", (FIRST + "\n").repeat(2_000));
        byte[] bytes = Files.readAllBytes(whole);
        Path broken = Files.write(folder.resolve("broken.gz"), Arrays.copyOf(bytes, bytes.length / 2));
        Path head = Files.write(folder.resolve("head.gz"), Arrays.copyOf(bytes, 5));
        Path binary = Files.write(folder.resolve("binary"), new byte[] {0, (byte) 0xFF, (byte) 0xFE, '\n', 1, 2});
        Path report = folder.resolve("report.json");

        assertThat(run.execute(
                        "normalize",
                        "--report",
                        report.toString(),
                        empty.toString(),
                        marked.toString(),
                        broken.toString(),
                        head.toString(),
                        dos.toString(),
                        binary.toString()))
                .isEqualTo(ExitCode.OK);

        List<String> lines = Files.readAllLines(report);
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).contains("\"records\":0,\"documents\":0,\"dead_letters\":[]");
        assertThat(lines.get(1)).contains("\"records\":1,\"documents\":1,\"dead_letters\":[]");
        assertThat(lines.get(2)).contains("\"dead_letters\":[{\"line\":", "break off here");
        assertThat(lines.get(3)).contains("\"records\":0", "break off here");
        assertThat(lines.get(4)).contains("\"records\":2,\"documents\":2,\"dead_letters\":[]");
        assertThat(lines.get(5)).contains("\"code\":\"unknown-format\"");
    }

    @Test
    void aLineBeyondTheBoundCostsItsNeighboursNothing() throws IOException {
        Path file = write("long.log", FIRST + "\n{\"a\":\"" + "x".repeat(9 * 1024 * 1024) + "\"}\n" + SECOND + "\n");
        assertThat(run.execute("normalize", "--format", "kubernetes.audit", file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.err()).contains(":2: limit:", "2 documents, 1 dead letters");
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
