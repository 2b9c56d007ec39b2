// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports that stay the same between starts.
 *
 * <p>Chosen below 32768, where Linux gives no outgoing connection its local port: a client that hammers a server which
 * is away could otherwise take the server's own port, or connect to itself.
 */
final class Ports {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_767;

    private Ports() {}

    /** The port written in the file when it is free, else another one. */
    static int remembered(Path file) throws IOException {
        int port = read(file);
        return port > 0 && isFree(port) ? port : random();
    }

    /** Writes the port in the file; after a start that succeeded, so that one that did not changes nothing. */
    static void remember(Path file, int port) throws IOException {
        Files.writeString(file, Integer.toString(port), StandardCharsets.US_ASCII);
    }

    /** A free loopback port below 32768. */
    static int random() throws IOException {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free loopback port between " + LOWEST + " and " + HIGHEST + " in 200 attempts");
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : 0;
    }
}
