// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    private Path folder;

    private Path home;
    private NodeDirs dirs;

    @BeforeEach
    void layOut() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(Files.createDirectories(home.resolve("boot")).resolve("boot.jar"), "boot");
        Files.writeString(Files.createDirectories(home.resolve("lib")).resolve("server.jar"), "server");
        dirs = NodeDirs.create(folder.resolve("data"));
    }

    @Test
    void whatOneNodeWroteTheNextOneUses() throws Exception {
        ClassArchive first = ClassArchive.of(home, dirs);
        assertThat(first.options()).contains("-XX:ArchiveClassesAtExit=" + first.own());
        first.keep();
        assertThat(first.file()).as("of a node that wrote none").doesNotExist();
        Files.writeString(first.own(), "classes");
        first.keep();
        assertThat(first.file()).hasContent("classes");
        assertThat(first.own()).doesNotExist();
        ClassArchive second = ClassArchive.of(home, NodeDirs.create(folder.resolve("other")));
        assertThat(second.options()).contains("-XX:SharedArchiveFile=" + first.file());
    }

    @Test
    void whatCannotBeKeptLeavesNothingBehind() throws Exception {
        ClassArchive archive = ClassArchive.of(home, dirs);
        Files.createDirectories(archive.file().resolve("in the way"));
        Files.writeString(archive.own(), "classes");
        archive.keep();
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "boot", "lib", archive.file().getFileName().toString());
        }
    }

    @Test
    void otherJarsHaveAnotherArchive() throws Exception {
        Path before = ClassArchive.of(home, dirs).file();
        assertThat(ClassArchive.of(home, dirs).file()).isEqualTo(before);
        Files.writeString(home.resolve("lib/server.jar"), "server, patched");
        ClassArchive after = ClassArchive.of(home, dirs);
        assertThat(after.file()).isNotEqualTo(before);
        Files.writeString(before, "classes of the former jars");
        Files.writeString(after.own(), "classes");
        after.keep();
        assertThat(before).doesNotExist();
        assertThat(after.file()).exists();
    }
}
