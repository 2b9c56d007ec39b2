// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EmbeddedElasticsearchTest {
    @TempDir
    private Path folder;

    @Test
    void keepsDataAndAddressThroughStopAndRestart() throws Exception {
        Duration promised = Quiet.ready();
        long from = System.nanoTime();
        String url;
        long first;
        try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(folder)) {
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(promised);
            url = node.url();
            first = node.pid();
            assertThat(node.uri().getPort()).isLessThan(32_768);
            assertThat(Http.send("PUT", url + "/lines/_create/a", "{\"text\":\"one\"}"))
                    .contains("\"created\"");
            node.stop();
            assertThat(ProcessHandle.of(first)).isEmpty();
            node.resume();
            assertThat(node.pid()).isNotEqualTo(first);
            assertThat(node.url()).isEqualTo(url);
            assertThat(Http.send("GET", url + "/lines/_doc/a", "")).contains("\"one\"");
        }
        try (EmbeddedElasticsearch again = EmbeddedElasticsearch.start(folder, 384)) {
            assertThat(again.url()).isEqualTo(url);
            assertThat(Http.send("GET", url + "/lines/_doc/a", "")).contains("\"one\"");
        }
    }

    @Test
    void failedStartShowsWhatTheNodeWrote() throws IOException {
        Files.writeString(folder.resolve("cluster"), "a:name:with:colons");
        assertThatThrownBy(() -> EmbeddedElasticsearch.start(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("[cluster.name] must not contain ':'");
    }

    @Test
    void refusesAHeapThatCannotWork() {
        assertThatThrownBy(() -> EmbeddedElasticsearch.start(folder, 64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("128 MiB");
    }
}
