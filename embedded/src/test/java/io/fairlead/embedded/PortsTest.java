// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @TempDir
    private Path folder;

    @Test
    void remembersUntilSomebodyElseTookIt() throws Exception {
        Path file = folder.resolve("port");
        int port = Ports.remembered(file);
        assertThat(port).isBetween(20_000, 32_767);
        assertThat(file).doesNotExist();
        Ports.remember(file, port);
        assertThat(Ports.remembered(file)).isEqualTo(port);
        int another;
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            another = Ports.remembered(file);
        }
        assertThat(another).isNotEqualTo(port);
        assertThat(Ports.remembered(file)).isEqualTo(port);
    }

    @Test
    void aBrokenFileIsAsGoodAsNone() throws Exception {
        Path file = folder.resolve("port");
        Files.writeString(file, "eighty");
        assertThat(Ports.remembered(file)).isBetween(20_000, 32_767);
    }
}
