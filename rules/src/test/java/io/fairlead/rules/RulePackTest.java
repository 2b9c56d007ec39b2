// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.RuleFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulePackTest {
    /** Who and what appears in the bundled recording; rules must not know them. */
    private static final List<String> RECORDING = List.of(
            "maria",
            "tom@",
            "lena",
            "corp.example",
            "gitlab-deployer",
            "report-builder",
            "svc-backup",
            "node-a1",
            "reporting",
            "payments",
            "staging",
            "old-poc",
            "'shop'",
            " shop\n",
            "203.0.113",
            "10.20.",
            "node-helper",
            "build-agent",
            "node-cleanup",
            "kube-proxy-agent",
            "ops-shell",
            "pod-defaults",
            "metrics-aggregate",
            "metrics-reader-ext");

    private static final RuleSet SET = RuleSetCompiler.standard().compile(RulePack.files());

    @Test
    void compilesWhole() {
        assertThat(SET.rejections()).isEmpty();
        assertThat(SET.warnings()).isEmpty();
        assertThat(SET.rules()).hasSizeGreaterThan(50);
        assertThat(SET.correlations()).hasSizeGreaterThanOrEqualTo(6).noneMatch(CorrelationRule::generate);
    }

    @Test
    void everyRuleSaysWhatAnAnalystNeeds() {
        assertThat(infos()).allSatisfy(info -> {
            assertThat(info.id()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            assertThat(info.title()).hasSizeBetween(10, 80);
            assertThat(info.author()).isEqualTo("Fairlead authors");
            assertThat(info.description()).isNotBlank();
            assertThat(info.falsePositives()).isNotEmpty();
            assertThat(info.tags()).isNotEmpty().allMatch(tag -> tag.matches("attack\\.(t\\d{4}(\\.\\d{3})?|[a-z-]+)"));
        });
        assertThat(infos()).extracting(RuleInfo::id).doesNotHaveDuplicates();
        assertThat(infos()).extracting(RuleInfo::title).doesNotHaveDuplicates();
    }

    @Test
    void everyRuleThatAlertsHasTriageOfSomeSentences() {
        Stream<RuleInfo> alerting = Stream.concat(
                SET.rules().stream().filter(rule -> !rule.silent()).map(DetectionRule::info),
                SET.correlations().stream().map(CorrelationRule::info));
        assertThat(alerting).allSatisfy(info -> {
            assertThat(info.triage().split("[.?:;](\\s|$)").length)
                    .as(info.title())
                    .isBetween(2, 8);
        });
    }

    @Test
    void noRuleKnowsTheRecording() {
        for (RuleFile file : RulePack.files()) {
            String text = StandardCharsets.UTF_8
                    .decode(file.getContent().duplicate())
                    .toString()
                    .toLowerCase(Locale.ROOT);
            assertThat(RECORDING).as(file.getPath()).noneMatch(text::contains);
        }
    }

    @Test
    void filesAreOrderedHashedAndNoTests() {
        List<RuleFile> files = RulePack.files();
        assertThat(files).extracting(RuleFile::getPath).isSorted().noneMatch(path -> path.endsWith(".test.yml"));
        assertThat(files).allSatisfy(file -> {
            byte[] content = new byte[file.getContent().remaining()];
            file.getContent().duplicate().get(content);
            assertThat(file.getHash()).isEqualTo(Identity.sha256Hex(content));
        });
    }

    @Test
    void aJarGivesTheSameFiles(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("pack.jar");
        Path classes = Path.of("target/classes/rules");
        try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"));
                Stream<Path> paths = Files.walk(classes)) {
            for (Path path : paths.toList()) {
                Path copy =
                        zip.getPath("rules").resolve(classes.relativize(path).toString());
                Files.createDirectories(Files.isDirectory(path) ? copy : copy.resolveSibling("."));
                if (Files.isRegularFile(path)) {
                    Files.copy(path, copy);
                }
            }
        }
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            assertThat(RulePack.read(zip.getPath("rules"))).isEqualTo(RulePack.files());
        }
    }

    private static Stream<RuleInfo> infos() {
        return Stream.concat(
                SET.rules().stream().map(DetectionRule::info),
                SET.correlations().stream().map(CorrelationRule::info));
    }
}
