// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a demonstration keeps its things: a folder that is named, and stays; or one of its own, deleted at the end.
 *
 * @param path the folder
 * @param temporary whether it is deleted at the end
 */
record DemoFolder(Path path, boolean temporary) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoFolder.class);

    static DemoFolder of(Optional<Path> named) {
        try {
            if (named.isPresent()) {
                return new DemoFolder(Files.createDirectories(named.get()).toAbsolutePath(), false);
            }
            return new DemoFolder(Files.createTempDirectory("fairlead-demo-").toAbsolutePath(), true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder for the demonstration: " + e.getMessage(), e);
        }
    }

    /** Where the pipeline keeps its data. */
    Path data() {
        return path.resolve("data");
    }

    /** Where the logs of containers are written in this run; a new folder each time. */
    Path pods() {
        try {
            return Files.createTempDirectory(path, "pods-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configuration of the demonstration: free ports, the containers' logs, the webhook. */
    Path configuration(Path pods, URI webhook, String secret) {
        try {
            Path key = path.resolve("webhook.key");
            Files.deleteIfExists(key);
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, secret, StandardCharsets.US_ASCII);
            String yaml = """
                    ingest: {port: 0}
                    observability: {port: 0}
                    collect:
                      node: node-a1
                      sources:
                        - {paths: ["%s/*/*/*.log"], format: container, cluster: %s}
                    sink:
                      webhooks:
                        - name: demo
                          url: %s
                          secret: {file: "%s"}
                          allow-private-addresses: true
                          min-level: informational
                    """.formatted(pods, AuditPlayer.CLUSTER, webhook, key);
            return Files.writeString(path.resolve("demo.yaml"), yaml, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the demonstration's configuration: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> below = Files.walk(path)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            LOG.warn("cannot delete {}: {}", path, e.toString());
        }
    }
}
