// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.job.FlinkMain;
import io.fairlead.detect.job.FlinkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.apache.flink.client.cli.CliFrontendParser;
import org.apache.flink.client.cli.ProgramOptions;
import org.junit.jupiter.api.Test;

/** What is handed to a Flink cluster: the job with what it needs, and nothing that the cluster has of its own. */
final class FlinkJarTest {
    private static final Path ROOT = PipelineProcess.root();
    private static final Path JAR = ROOT.resolve("detect/target/fairlead-detect-flink.jar");

    @Test
    void holdsTheJobAndNothingOfFlinksDistribution() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                    .isEqualTo(FlinkMain.class.getName());
            List<String> names = jar.stream().map(ZipEntry::getName).toList();
            assertThat(names)
                    .contains("io/fairlead/detect/job/FlinkMain.class", "io/fairlead/schemas/codec/RecordCodec.class")
                    .contains("org/apache/flink/connector/kafka/source/KafkaSource.class")
                    .contains("avro/released/index", "META-INF/LICENSE", "META-INF/NOTICE")
                    .doesNotHaveDuplicates();
            assertThat(names)
                    .noneMatch(name -> name.startsWith("org/rocksdb/") || name.startsWith("io/fairlead/app/"))
                    .doesNotContainAnyElementsOf(flinks());
        }
    }

    @Test
    void readsTheConfigurationFileOfAllStages() {
        Path every = ROOT.resolve("docs/fairlead.example.yaml");
        Path deployed = ROOT.resolve("deploy/fairlead.yaml");
        assertThat(settings(every).kafka().bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(settings(deployed).kafka().bootstrapServers()).isEqualTo("kafka:9092");
    }

    @Test
    void theDocumentationNamesTheJar() throws Exception {
        assertThat(Files.readString(ROOT.resolve("docs/deployment.md")))
                .contains("flink run ")
                .contains(ROOT.relativize(JAR).toString());
    }

    /** As the parser of {@code bin/flink} reads what the pages tell operators to type. */
    @Test
    void flinkUnderstandsTheCommandsOfTheDocumentation() throws Exception {
        ProgramOptions first = run("docs/deployment.md");
        assertThat(first.getSavepointRestoreSettings().restoreSavepoint()).isFalse();
        ProgramOptions later = run("docs/operations.md");
        assertThat(later.getSavepointRestoreSettings().getRestorePath()).startsWith("s3://");
        assertThat(later.getSavepointRestoreSettings().allowNonRestoredState()).isFalse();
        assertThat(later.getParallelism()).isNotEqualTo(first.getParallelism());
    }

    private static ProgramOptions run(String page) throws Exception {
        String command = Files.readString(ROOT.resolve(page))
                .split("\n    flink run ", 2)[1]
                .split("\n", 2)[0];
        ProgramOptions options = ProgramOptions.create(
                CliFrontendParser.parse(CliFrontendParser.getRunCommandOptions(), command.split(" ", -1), true));
        assertThat(options.getJarFilePath()).isEqualTo(ROOT.relativize(JAR).toString());
        assertThat(options.getDetachedMode()).isTrue();
        assertThat(options.getProgramArgs()).containsExactly("--config", "/etc/fairlead/fairlead.yaml");
        return options;
    }

    /** Classes that Flink's loader takes from the cluster, whatever the jar holds. */
    private static Set<String> flinks() throws IOException {
        Set<String> classes = new HashSet<>();
        for (Path path : FlinkDistribution.jars().toList()) {
            if (path.getFileName().toString().matches("(flink|slf4j|log4j)-.*")) {
                try (JarFile jar = new JarFile(path.toFile())) {
                    jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                            .forEach(classes::add);
                }
            }
        }
        assertThat(classes).hasSizeGreaterThan(5_000);
        return classes;
    }

    private static FlinkSettings settings(Path file) {
        return FlinkSettings.load(new String[] {"--config", file.toString()}, Map.of());
    }
}
