// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A process that starts a node, says its process id and address in a file, and waits to be killed. */
final class NodeHolder {
    private NodeHolder() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        Path told = Path.of(arguments[1]);
        EmbeddedElasticsearch node = EmbeddedElasticsearch.start(data);
        Path half = told.resolveSibling("half");
        Files.writeString(half, node.pid() + "\n" + node.url() + "\n", StandardCharsets.UTF_8);
        Files.move(half, told, StandardCopyOption.ATOMIC_MOVE);
        while (System.in.read() >= 0) {
            // only its end matters
        }
    }
}
