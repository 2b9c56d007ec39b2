// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeHomeTest {
    @TempDir
    private Path folder;

    @Test
    void propertyWinsOverVariableAndBothOverTheCode() throws IOException {
        Path property = home("property");
        Path variable = home("variable");
        Path beside = home("target/elasticsearch");
        Optional<Path> code = Optional.of(folder.resolve("target/classes"));
        assertThat(NodeHome.find(property.toString(), variable.toString(), code, folder))
                .isEqualTo(property);
        assertThat(NodeHome.find(null, variable.toString(), code, folder)).isEqualTo(variable);
        assertThat(NodeHome.find(null, " ", code, folder)).isEqualTo(beside);
    }

    @Test
    void walksUpFromTheWorkingDirectory() throws IOException {
        Path home = home("embedded/target/elasticsearch");
        Path deep = Files.createDirectories(folder.resolve("sink/target"));
        assertThat(NodeHome.find(null, null, Optional.of(folder.resolve("repository/a.jar")), deep))
                .isEqualTo(home);
    }

    @Test
    void saysWhereItLookedAndWhatToDo() {
        assertThatThrownBy(() -> NodeHome.find(null, null, Optional.empty(), folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        folder.resolve("embedded/target/elasticsearch").toString())
                .hasMessageContaining("build the module embedded")
                .hasMessageContaining(NodeHome.VARIABLE);
        assertThatThrownBy(() -> NodeHome.find("/nowhere", null, Optional.empty(), folder))
                .hasMessageContaining(NodeHome.PROPERTY)
                .hasMessageContaining("/nowhere");
    }

    private Path home(String name) throws IOException {
        Path home = folder.resolve(name);
        for (String part : List.of("boot", "lib", "modules", "config")) {
            Files.createDirectories(home.resolve(part));
        }
        return home;
    }
}
