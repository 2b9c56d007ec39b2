// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The server's licences allow us to fetch it, not to hand it on under ours. */
class PackagedJarTest {
    @Test
    void holdsNothingOfElasticsearch() throws Exception {
        List<String> names;
        try (JarFile jar = new JarFile(System.getProperty("packaged.jar"))) {
            names = jar.stream().map(ZipEntry::getName).toList();
        }
        assertThat(names).contains("io/fairlead/embedded/EmbeddedElasticsearch.class");
        assertThat(names).noneMatch(name -> name.startsWith("org/") || name.startsWith("co/") || name.endsWith(".jar"));
        assertThat(names).noneMatch(name -> name.contains("/embedded/node/"));
    }
}
