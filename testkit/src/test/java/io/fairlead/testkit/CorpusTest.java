// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class CorpusTest {
    private final String before = System.getProperty(Corpus.PROPERTY, "");

    @TempDir
    private Path folder;

    @BeforeEach
    void name() {
        System.setProperty(Corpus.PROPERTY, folder.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty(Corpus.PROPERTY, before);
    }

    @Test
    void findsWhatIsThere() throws Exception {
        Path file = Files.writeString(folder.resolve("audit.log"), "{}");
        assertThat(Corpus.assumePresent("audit.log")).isEqualTo(file);
    }

    @Test
    void skipsWithTheNameWhenItIsNot() {
        assertThatThrownBy(() -> Corpus.assumePresent("no/such.log"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no/such.log")
                .hasMessageContaining(Corpus.PROPERTY);
    }
}
