// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.schemas.kafka.KafkaConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    @TempDir
    Path folder = Path.of("unset");

    enum Mode {
        FAST_MODE,
        SLOW
    }

    record Inner(
            @Setting(doc = "A size.", defaultValue = "8MiB") DataSize size,

            @Setting(doc = "A secret.") Optional<Secret> apiKey) {}

    record Outer(
            @Setting(doc = "A time.", defaultValue = "10s") Duration maxWait,

            @Setting(doc = "A number.", defaultValue = "4", min = 1, max = 9)
            int count,

            @Setting(doc = "A mode.", defaultValue = "slow") Mode mode,

            @Setting(doc = "Names.", defaultValue = "a,b") List<String> names,

            @Setting(doc = "More.") Inner inner,

            @Setting(doc = "Several.") List<Inner> several) {}

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("fairlead.yaml"), text, StandardCharsets.UTF_8);
    }

    private ConfigLoader.Loaded<Outer> load(String text, Map<String, String> environment) throws Exception {
        return ConfigLoader.load(Outer.class, Optional.of(file(text)), environment);
    }

    @Test
    void without_a_file_the_defaults_hold() {
        Outer outer = ConfigLoader.defaults(Outer.class);
        assertThat(outer.maxWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(outer.count()).isEqualTo(4);
        assertThat(outer.mode()).isEqualTo(Mode.SLOW);
        assertThat(outer.names()).containsExactly("a", "b");
        assertThat(outer.inner().size()).isEqualTo(new DataSize(8 << 20));
        assertThat(outer.inner().apiKey()).isEmpty();
        assertThat(outer.several()).isEmpty();
        assertThat(ConfigLoader.defaults(KafkaConfig.class).partitions()).isEqualTo(4);
    }

    @Test
    void a_file_and_then_the_environment_override() throws Exception {
        Path secret = Files.writeString(folder.resolve("key"), "s3cret\n", StandardCharsets.UTF_8);
        var loaded = load(
                "max-wait: 2h\ncount: 7\nmode: fast-mode\nnames: [x]\ninner:\n  size: 1GiB\n  api-key: {file: " + secret
                        + "}\nseveral:\n  - size: 1B\n  - {}\n",
                Map.of("FAIRLEAD_COUNT", "8", "FAIRLEAD_INNER_SIZE", "2KiB", "FAIRLEAD_TYPO", "1", "HOME", "/"));
        Outer outer = loaded.value();
        assertThat(outer.maxWait()).isEqualTo(Duration.ofHours(2));
        assertThat(outer.count()).isEqualTo(8);
        assertThat(outer.mode()).isEqualTo(Mode.FAST_MODE);
        assertThat(outer.names()).containsExactly("x");
        assertThat(outer.inner().size()).isEqualTo(new DataSize(2048));
        assertThat(outer.inner().apiKey().map(Secret::reveal)).contains("s3cret");
        assertThat(outer.several()).extracting(Inner::size).containsExactly(new DataSize(1), new DataSize(8 << 20));
        assertThat(loaded.unusedVariables()).containsExactly("FAIRLEAD_TYPO");
        assertThat(outer.toString()).doesNotContain("s3cret");
    }

    @Test
    void a_secret_comes_from_the_environment_or_a_file_it_names() throws Exception {
        Path secret = Files.writeString(folder.resolve("key"), "from-file", StandardCharsets.UTF_8);
        assertThat(load("{}", Map.of("FAIRLEAD_INNER_API_KEY", "direct"))
                        .value()
                        .inner()
                        .apiKey()
                        .map(Secret::reveal))
                .contains("direct");
        assertThat(load("{}", Map.of("FAIRLEAD_INNER_API_KEY_FILE", secret.toString()))
                        .value()
                        .inner()
                        .apiKey()
                        .map(Secret::reveal))
                .contains("from-file");
    }

    @Test
    void every_fault_is_named_at_once_with_its_line() {
        assertThatThrownBy(() -> load(
                        "max-wait: soon\ncount: 12\nmode: quick\nunknown: 1\ninner:\n  api-key: plain\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("fairlead.yaml:1: 'max-wait'")
                .hasMessageContaining("fairlead.yaml:2: 'count': takes a number from 1 to 9, not 12")
                .hasMessageContaining("takes one of fast-mode, slow, not 'quick'")
                .hasMessageContaining("fairlead.yaml:4: unknown key 'unknown'; known here: max-wait")
                .hasMessageContaining("'inner.api-key' is a secret")
                .hasMessageNotContaining("plain");
    }

    @Test
    void what_is_no_yaml_is_refused() {
        assertThatThrownBy(() -> load("count: [1", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("not valid YAML");
        assertThatThrownBy(() -> load("count: 1\ncount: 2\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("fairlead.yaml:2: 'count' stands here twice");
        assertThatThrownBy(() -> ConfigLoader.load(Outer.class, Optional.of(folder.resolve("absent.yaml")), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot read");
    }

    @Test
    void a_wrong_variable_is_named() {
        assertThatThrownBy(() -> load("{}", Map.of("FAIRLEAD_COUNT", "many")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("(from FAIRLEAD_COUNT)");
    }

    @Test
    void sizes_and_durations_need_their_units() {
        assertThat(DataSize.parse("512 kib")).isEqualTo(new DataSize(524_288));
        assertThat(new DataSize(8 << 20)).hasToString("8MiB");
        assertThat(new DataSize(0)).hasToString("0B");
        assertThat(Durations.parse("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(Durations.parse("7d")).isEqualTo(Duration.ofDays(7));
        for (String wrong : List.of("5", "", "-1s", "1w", "1.5h")) {
            assertThatThrownBy(() -> Durations.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> DataSize.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
