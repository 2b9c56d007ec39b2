// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The reader of test files and the published schema say the same. */
final class RuleTestFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOOD = """
            format: plain
            cases:
              - name: a case
                events: [{at: 1m30s, repeat: 2, every: 5s, event: 'line ${n} at ${time}'}]
                alerts: 1
                group: {user.name: jane}
            """;

    @TempDir
    Path folder;

    @Test
    void linesAreTakenAsTheyAre() throws IOException {
        RuleTestFile file = RuleTestFile.read(write(GOOD));
        assertThat(file.cases().getFirst().events())
                .containsExactly(
                        "line 000000000000 at 2026-01-01T00:01:30Z", "line 000000000001 at 2026-01-01T00:01:35Z");
        assertThat(faults(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsRefusedByBoth(String from, String to) throws IOException {
        String text = GOOD.replace(from, to);
        assertThat(text).as("the change applies").isNotEqualTo(GOOD);
        Path file = write(text);
        assertThatThrownBy(() -> RuleTestFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x.test.yml");
        assertThat(faults(text)).isNotEmpty();
    }

    static Stream<List<String>> wrongPairs() {
        return Stream.of(
                List.of("format: plain\n", ""),
                List.of("alerts: 1", "alerts: some"),
                List.of("alerts: 1", "alert: 1"),
                List.of("name: a case", "title: a case"),
                List.of("at: 1m30s", "at: soon"),
                List.of("repeat: 2", "repeat: 0"),
                List.of("every: 5s", "each: 5s"),
                List.of("event: 'line ${n} at ${time}'", "unevent: x"),
                List.of("cases:\n", "cases: {}\nothers:\n"));
    }

    static Stream<Object[]> wrong() {
        return wrongPairs().map(List::toArray);
    }

    @Test
    void everyBundledTestFitsTheSchema() throws IOException {
        Path bundled = Path.of("").toAbsolutePath().resolveSibling("rules/src/main/resources/rules");
        try (Stream<Path> files = Files.walk(bundled)) {
            List<Path> tests =
                    files.filter(file -> file.toString().endsWith(".test.yml")).toList();
            assertThat(tests)
                    .hasSizeGreaterThan(40)
                    .allSatisfy(
                            file -> assertThat(faults(Files.readString(file))).isEmpty());
        }
    }

    private static Set<ValidationMessage> faults(String yaml) throws IOException {
        Path published = Path.of("").toAbsolutePath().resolveSibling("docs/rule-tests.schema.json");
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(published));
        Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return schema.validate(JSON.valueToTree(document));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("x.test.yml"), text);
    }
}
