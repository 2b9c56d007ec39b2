// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.app.config.ConfigFile;
import io.fairlead.app.config.FairleadConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README writes down can be used as it stands. */
final class ReadmeTest {
    private static final Pattern YAML = Pattern.compile("(?m)^ *```yaml\n(.*?)^ *```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @Test
    void itsConfigurationsAreValid(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("my-cluster.token"), "a token of a cluster, for tests");
        List<FairleadConfig> configs = new ArrayList<>();
        Matcher yaml = YAML.matcher(Files.readString(PipelineProcess.root().resolve("README.md")));
        while (yaml.find()) {
            String text = yaml.group(1).stripIndent();
            if (text.contains("ingest:") || text.contains("collect:")) {
                Path file = Files.writeString(
                        folder.resolve("fairlead.yaml"), text.replace("/etc/fairlead/", folder + "/"));
                configs.add(ConfigFile.load(Optional.of(file), Map.of(), warning -> {}));
            }
        }
        assertThat(configs).hasSize(2);
        assertThat(configs.get(0).ingest().tokens()).hasSize(1);
        assertThat(configs.get(1).collect().sources()).hasSize(2);
    }

    @Test
    void linksOfThePagesLeadSomewhere() throws IOException {
        Path root = PipelineProcess.root();
        List<String> broken = new ArrayList<>();
        int links = 0;
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            List<Path> pages = Stream.concat(
                            Stream.of("README.md", "ARCHITECTURE.md", "rules/README.md")
                                    .map(root::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
            for (Path page : pages) {
                Matcher link = LINK.matcher(Files.readString(page));
                while (link.find()) {
                    links++;
                    if (!Files.exists(page.resolveSibling(link.group(1)))) {
                        broken.add(root.relativize(page) + ": " + link.group(1));
                    }
                }
            }
        }
        assertThat(links).isGreaterThan(10);
        assertThat(broken).isEmpty();
    }
}
