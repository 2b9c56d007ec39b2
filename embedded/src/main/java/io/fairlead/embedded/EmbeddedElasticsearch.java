// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One real Elasticsearch node in a child process, on the loopback address.
 *
 * <p>Promise: what the node acknowledged is there after {@link #close()}, after a kill -9 of this process or of the
 * child, and a start on the same data folder. The child ends when this process ends, however it ends, and ignores Ctrl-C.
 * The address stays the same between starts unless somebody else took the port meanwhile. One node a folder: when an
 * earlier child is still closing, a start waits for its end; when it does not end, the start fails and names it.
 *
 * <p>The node is Elasticsearch's server without the distribution around it: no security, no ES|QL, no painless, no
 * ingest pipelines, no lifecycle management.
 */
public final class EmbeddedElasticsearch implements AutoCloseable {
    /** Heap of the child when none is named, in MiB. */
    public static final int DEFAULT_HEAP_MEGABYTES = 512;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedElasticsearch.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 3;

    private final NodeDirs dirs;
    private final NodeCommand command;
    private int port;
    private @Nullable Process process;

    private EmbeddedElasticsearch(NodeDirs dirs, NodeCommand command) {
        this.dirs = dirs;
        this.command = command;
    }

    /** Starts a node on this data folder, which is created when it is not there. Returns when it takes data. */
    public static EmbeddedElasticsearch start(Path dataDir) {
        return start(dataDir, DEFAULT_HEAP_MEGABYTES);
    }

    /**
     * Starts a node with this heap.
     *
     * @param heapMegabytes heap of the child, at least 128
     * @throws IllegalStateException when the node does not start, with the last lines it wrote
     */
    public static EmbeddedElasticsearch start(Path dataDir, int heapMegabytes) {
        if (heapMegabytes < 128) {
            throw new IllegalArgumentException(
                    "an Elasticsearch node needs 128 MiB of heap or more, not " + heapMegabytes);
        }
        try {
            NodeDirs dirs = NodeDirs.create(dataDir);
            List<String> options = NodeCommand.options(System.getenv(NodeCommand.OPTIONS_VARIABLE));
            Path home = NodeHome.find();
            ClassArchive archive = ClassArchive.of(home, dirs);
            EmbeddedElasticsearch node =
                    new EmbeddedElasticsearch(dirs, new NodeCommand(home, dirs, heapMegabytes, archive, options));
            node.resume();
            return node;
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "The folder " + dataDir + " cannot hold an Elasticsearch node: " + failure, failure);
        }
    }

    /** Where the node answers. */
    public synchronized URI uri() {
        return URI.create(url());
    }

    /** Where the node answers, without a slash at the end. */
    public synchronized String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Whether the child lives. */
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /**
     * The process id of the child.
     *
     * @throws IllegalStateException when the node was taken away
     */
    public synchronized long pid() {
        if (process == null) {
            throw new IllegalStateException("the Elasticsearch node on " + dirs.root() + " is stopped");
        }
        return process.pid();
    }

    /** Takes the node away in good order; {@link #resume()} brings it back. Nothing happens when it is away. */
    public synchronized void stop() {
        Process running = process;
        process = null;
        if (running != null) {
            end(running);
            if (!running.isAlive() && running.exitValue() == 0) {
                command.archive().keep();
            }
            LOG.info("Elasticsearch node on {} stopped", url());
        }
    }

    /** Brings the node back on the same data, and on the same port if it is free. Nothing happens when it is there. */
    public synchronized void resume() {
        if (process != null && process.isAlive()) {
            return;
        }
        long from = System.nanoTime();
        try {
            Process child = launch();
            process = child;
            var unused = child.onExit().thenAccept(this::ended);
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "The Elasticsearch node on " + dirs.root() + " did not start: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the Elasticsearch node started", interrupted);
        }
        LOG.info(
                "Elasticsearch node on {} (process {}) ready after {} ms, data in {}",
                url(),
                process.pid(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from),
                dirs.root());
    }

    /** A child that ends unasked is said aloud: nothing else would tell why searches and the sink wait. */
    private synchronized void ended(Process child) {
        if (process == child) {
            LOG.error(
                    "Elasticsearch node on {} (process {}) ended by itself with exit code {}; what it wrote is in {}",
                    url(),
                    child.pid(),
                    child.exitValue(),
                    dirs.logs());
        }
    }

    /** Stops the node. The data stays; deleting it is the caller's business. */
    @Override
    public void close() {
        stop();
    }

    private Process launch() throws IOException, InterruptedException {
        String cluster = dirs.clusterName();
        EarlierChild.awaitEnd(dirs, STOP);
        for (int attempt = 1; ; attempt++) {
            port = Ports.remembered(dirs.port());
            Files.deleteIfExists(dirs.httpPorts());
            Process child = new ProcessBuilder(command.line(cluster, port, Ports.random()))
                    .directory(dirs.temporary().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(dirs.output().toFile())
                    .start();
            EarlierChild.remember(dirs, child);
            if (awaitReady(child, cluster)) {
                Ports.remember(dirs.port(), port);
                return child;
            }
            String words = dirs.lastLines();
            if (attempt == ATTEMPTS || !words.contains("Address already in use")) {
                throw new IllegalStateException("The Elasticsearch node on " + dirs.root()
                        + " did not start. Its last lines (more in " + dirs.logs() + "):" + words);
            }
        }
    }

    private boolean awaitReady(Process child, String cluster) throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        boolean ready = false;
        try (NodeProbe probe = new NodeProbe(cluster)) {
            while (!ready && child.isAlive() && System.nanoTime() < end) {
                ready = probe.isReady(dirs.httpPorts(), port) || child.waitFor(50, TimeUnit.MILLISECONDS);
            }
            return ready && child.isAlive();
        } finally {
            if (!ready) {
                end(child);
            }
        }
    }

    private static void end(Process child) {
        try {
            child.getOutputStream().close();
            if (!child.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("process {} did not end within {} s and is killed", child.pid(), STOP.toSeconds());
                child.destroyForcibly().waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (IOException broken) {
            child.destroyForcibly();
        } catch (InterruptedException interrupted) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
