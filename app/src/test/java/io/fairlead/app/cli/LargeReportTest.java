// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A report of 200 MB becomes its findings in a process that has 512 MB of heap, whatever order it is written in. */
final class LargeReportTest {
    private static final long LENGTH = 200_000_000;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Test
    @Timeout(240)
    void findingsOfALargeReportAreAllThere(@TempDir Path folder) throws Exception {
        Path report = folder.resolve("report.json");
        long findings = write(report);
        Path talk = folder.resolve("talk.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.fairlead.app.Fairlead",
                        "normalize",
                        "--whole",
                        "--received-at",
                        "2026-11-22T15:00:00Z",
                        report.toString())
                .redirectError(talk.toFile())
                .start();
        long start = System.nanoTime();
        List<Long> counts = counts(process);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(talk))
                .contains("1 records, " + findings + " documents, 0 dead letters")
                .doesNotContain("OutOfMemory");
        assertThat(process.exitValue()).isZero();
        assertThat(counts).containsExactly(findings, findings, findings);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    }

    /** Lines; those with the image, which stands behind the findings; those of vulnerabilities. */
    private static List<Long> counts(Process process) throws IOException {
        long lines = 0;
        long images = 0;
        long vulnerabilities = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines++;
                images += line.contains("\"image\":{\"name\":\"registry.example/shop/web\"") ? 1 : 0;
                vulnerabilities += line.contains("\"action\":\"vulnerability-found\"") ? 1 : 0;
            }
        }
        return List.of(lines, images, vulnerabilities);
    }

    /** A report as Grype writes it, what was scanned behind the matches; gives their number. */
    private static long write(Path file) throws IOException {
        String description =
                "A flaw in the handling of lengths lets a crafted message write beyond a buffer. ".repeat(32);
        long written = 0;
        long findings = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write("{\"matches\":[".getBytes(StandardCharsets.UTF_8));
            for (; written < LENGTH; findings++) {
                String match = """
                        %s{"vulnerability":{"id":"CVE-2026-%d","dataSource":"https://security.example/CVE-2026-%d",
                        "severity":"High","urls":["https://a.example/%d","https://b.example/%d"],"description":"%s",
                        "cvss":[{"version":"3.1","vector":"CVSS:3.1/AV:N","metrics":{"baseScore":8.1}}],
                        "fix":{"versions":["2.%d"],"state":"fixed"}},"relatedVulnerabilities":[],
                        "matchDetails":[{"type":"exact-direct-match","matcher":"dpkg-matcher"}],
                        "artifact":{"name":"package-%d","version":"1.%d","type":"deb","locations":[{"path":"/var/lib/dpkg"}]}}
                        """.formatted(
                                findings == 0 ? "" : ",",
                                findings,
                                findings,
                                findings,
                                findings,
                                description,
                                findings,
                                findings % 977,
                                findings);
                byte[] bytes = match.getBytes(StandardCharsets.UTF_8);
                out.write(bytes);
                written += bytes.length;
            }
            out.write("""
                    ],"source":{"type":"image","target":{"userInput":"registry.example/shop/web:1.4"}},
                    "distro":{"name":"debian","version":"12"},"descriptor":{"name":"grype","version":"0.100.0"}}
                    """.getBytes(StandardCharsets.UTF_8));
        }
        return findings;
    }
}
