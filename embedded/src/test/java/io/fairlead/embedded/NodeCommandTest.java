// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCommandTest {
    @Test
    void optionsOfTheUserStandBehindOursAndBeforeTheMainClass(@TempDir Path folder) throws Exception {
        List<String> options = NodeCommand.options(" -Xmx700m  -XX:TieredStopAtLevel=1 ");
        NodeDirs dirs = NodeDirs.create(folder.resolve("data"));
        ClassArchive archive = new ClassArchive(folder.resolve("classes.jsa"), folder.resolve("own.jsa"));
        List<String> line = new NodeCommand(folder, dirs, 512, archive, options).line("name", 9200, 9300);
        assertThat(line).containsSubsequence("-Xmx512m", "-Xmx700m", "-XX:TieredStopAtLevel=1", "--module-path");
    }

    @Test
    void noOptionsAreNone() {
        assertThat(NodeCommand.options(null)).isEmpty();
        assertThat(NodeCommand.options("  ")).isEmpty();
    }
}
