// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A network that fails on demand: a TCP proxy on the loopback address before a server.
 *
 * <p>{@link #cut()} resets every connection and refuses new ones until {@link #restore()}; the port stays the same.
 * {@link #delay(Duration)} holds every piece of data back for that long, in both directions.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;

    private final InetSocketAddress target;
    private final InetSocketAddress address;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private volatile Duration delay = Duration.ZERO;
    private volatile @Nullable ServerSocket server;

    private FaultProxy(InetSocketAddress target, ServerSocket server) {
        this.target = target;
        this.server = server;
        this.address = (InetSocketAddress) server.getLocalSocketAddress();
        accept(server);
    }

    /** A proxy before this server, on a port of its own. */
    public static FaultProxy to(String host, int port) {
        try {
            return new FaultProxy(new InetSocketAddress(host, port), LoopbackPort.bind(FaultProxy::listen));
        } catch (IOException failure) {
            throw new UncheckedIOException("no port for a proxy", failure);
        }
    }

    /** Where clients connect instead of to the server. */
    public int port() {
        return address.getPort();
    }

    /** {@code http://127.0.0.1:port}, for servers that speak HTTP. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** How many connections were accepted so far: a fault test that saw none proved nothing. */
    public long connections() {
        return accepted.get();
    }

    /** Resets every connection and refuses new ones. */
    public synchronized void cut() {
        ServerSocket listening = server;
        server = null;
        if (listening != null) {
            closeQuietly(listening);
        }
        open.forEach(FaultProxy::reset);
        open.clear();
    }

    /** Takes connections again, on the same port. */
    public synchronized void restore() {
        if (server != null) {
            return;
        }
        try {
            ServerSocket listening = listen(address);
            server = listening;
            accept(listening);
        } catch (IOException failure) {
            throw new UncheckedIOException("port " + port() + " was taken while it was cut", failure);
        }
    }

    /** From now on every piece of data waits this long; zero ends it. */
    public void delay(Duration duration) {
        delay = duration;
    }

    @Override
    public void close() {
        cut();
    }

    private static ServerSocket listen(InetSocketAddress address) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address);
            return socket;
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }

    private void accept(ServerSocket listening) {
        Thread.ofVirtual().name("proxy-accept").start(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    accepted.incrementAndGet();
                    Thread.ofVirtual().name("proxy-connect").start(() -> connect(listening, client));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private void connect(ServerSocket listening, Socket client) {
        Socket upstream = new Socket();
        open.add(client);
        open.add(upstream);
        try {
            upstream.connect(target, CONNECT_MILLIS);
            upstream.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            if (listening.isClosed()) {
                end(client, upstream);
                return;
            }
            Thread.ofVirtual().name("proxy-answer").start(() -> pump(upstream, client));
            pump(client, upstream);
        } catch (IOException refused) {
            end(client, upstream);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                waitFor(delay);
                out.write(buffer, 0, count);
                out.flush();
            }
            to.shutdownOutput();
            if (from.isOutputShutdown()) {
                open.remove(from);
                open.remove(to);
                closeQuietly(from);
                closeQuietly(to);
            }
        } catch (IOException broken) {
            end(from, to);
        }
    }

    private static void waitFor(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void end(Socket one, Socket other) {
        open.remove(one);
        open.remove(other);
        reset(one);
        reset(other);
    }

    private static void reset(Socket socket) {
        try {
            // without lingering a close is a reset: the peer learns at once
            socket.setSoLinger(true, 0);
        } catch (IOException closedAlready) {
            // nothing left to reset
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception closedAlready) {
            // it is gone, which is what was wanted
        }
    }
}
