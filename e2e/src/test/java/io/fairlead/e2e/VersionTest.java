// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar knows which one it is. */
final class VersionTest {
    @Test
    void theLauncherSaysTheVersionThatIsBuilt(@TempDir Path folder) throws Exception {
        String pom = Files.readString(PipelineProcess.root().resolve("pom.xml"));
        String version = pom.split("<version>", 2)[1].split("<", 2)[0];
        assertThat(version).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        Cli cli = Cli.run(folder, Map.of(), List.of("--version"));
        assertThat(cli.exit()).as(cli.words()).isZero();
        assertThat(cli.out()).containsExactly("fairlead " + version);
    }
}
