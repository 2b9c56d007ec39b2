// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.start;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers as a broker of Kafka 2.4 does when a client asks what it understands, and nothing else. Bytes by the protocol's
 * description: a size, then correlation id and, in version 0, an error and a list of (key, least, most); from version 1 on
 * a throttle time behind it. A version that it does not know itself it answers in version 0 with error 35.
 */
final class OlderBroker implements AutoCloseable {
    private static final short API_VERSIONS = 18;
    private static final short UNSUPPORTED_VERSION = 35;
    private static final int NEWEST_OF_ITS_OWN = 2;
    /** Of 2.4: Produce, Fetch, ListOffsets, Metadata, ApiVersions, TxnOffsetCommit. */
    private static final Map<Integer, Integer> UNDERSTOOD =
            Map.of(0, 8, 1, 11, 2, 5, 3, 9, (int) API_VERSIONS, NEWEST_OF_ITS_OWN, 28, 2);

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    OlderBroker() throws IOException {
        server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                ByteBuffer request = ByteBuffer.wrap(in.readNBytes(in.readInt()));
                short key = request.getShort();
                short version = request.getShort();
                if (key != API_VERSIONS) {
                    return;
                }
                out.write(answer(request.getInt(), version));
                out.flush();
            }
        } catch (java.io.EOFException gone) {
            // the client has heard enough
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] answer(int correlation, int version) {
        boolean known = version <= NEWEST_OF_ITS_OWN;
        ByteBuffer body = ByteBuffer.allocate(1024).putInt(0).putInt(correlation);
        body.putShort(known ? 0 : UNSUPPORTED_VERSION).putInt(UNDERSTOOD.size());
        UNDERSTOOD.forEach((key, most) ->
                body.putShort(key.shortValue()).putShort((short) 0).putShort(most.shortValue()));
        if (known && version > 0) {
            body.putInt(0);
        }
        body.putInt(0, body.position() - Integer.BYTES);
        byte[] bytes = new byte[body.position()];
        body.flip().get(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
