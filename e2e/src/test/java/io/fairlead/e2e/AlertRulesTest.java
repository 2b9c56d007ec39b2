// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule file for Prometheus; that its metrics are told by a running pipeline is shown by AfterDemoTest. */
final class AlertRulesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"check fairlead.rules.yml", "test fairlead.rules.test.yml"})
    void prometheusTakesThemAndTheyFireWhenTheyShould(String what) throws Exception {
        Path output = folder.resolve("output");
        List<String> words = List.of(what.split(" "));
        Process process;
        try {
            process = new ProcessBuilder("promtool", words.getFirst(), "rules", words.getLast())
                    .directory(AlertRules.FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException absent) {
            Assumptions.abort("promtool is not installed (Debian package prometheus): alert rules are not checked");
            return;
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(output, StandardCharsets.UTF_8))
                .isZero();
    }

    @Test
    void everyAlertIsExplained() throws IOException {
        String page = Files.readString(PipelineProcess.root().resolve("docs/operations.md"));
        Set<String> explained = Pattern.compile("^### (Fairlead[A-Za-z]+)$", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(heading -> heading.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(explained)
                .containsExactlyElementsOf(new TreeSet<>(AlertRules.read().names()));
    }
}
