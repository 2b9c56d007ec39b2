// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.app.config.RulesConfig;
import io.fairlead.app.config.RulesConfig.Publisher;
import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RulePublisherTest {
    private static final String RULE = """
            title: Work of an admin
            id: admin
            logsource: {product: kubernetes, service: audit}
            detection: {s: {user.username|expand: '%admins%'}, condition: s}
            """;

    @Test
    void listsAreFilesOfTheSetAndPartOfItsVersion(@TempDir Path folder) throws IOException {
        Path rule = Files.writeString(folder.resolve("rule.yml"), RULE, StandardCharsets.UTF_8);
        Path list = Files.writeString(folder.resolve("admins.txt"), "eve\n", StandardCharsets.UTF_8);
        List<RuleFile> without = RulePublisher.files(
                new RulesConfig(false, List.of(rule), List.of(), Duration.ofSeconds(10), Publisher.SETUP));
        List<RuleFile> with = RulePublisher.files(
                new RulesConfig(false, List.of(rule), List.of(list), Duration.ofSeconds(10), Publisher.SETUP));
        assertThat(RuleSetCompiler.standard().compile(without).rejections()).hasSize(1);
        RuleSet set = RuleSetCompiler.standard().compile(with);
        assertThat(set.rejections()).isEmpty();
        Files.writeString(list, "eve\njane\n", StandardCharsets.UTF_8);
        List<RuleFile> changed = RulePublisher.files(
                new RulesConfig(false, List.of(rule), List.of(list), Duration.ofSeconds(10), Publisher.SETUP));
        assertThat(RuleManifests.version(changed)).isNotEqualTo(RuleManifests.version(with));
        assertThat(RuleSetCompiler.standard()
                        .compile(changed)
                        .rules()
                        .getFirst()
                        .info()
                        .hash())
                .isNotEqualTo(set.rules().getFirst().info().hash());
    }
}
