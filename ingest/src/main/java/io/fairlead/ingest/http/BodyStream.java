// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A request's body as a stream to read from. Asks the connection for the next chunk only when one was read, so that a
 * slow reader slows the sender; never waits past the deadline.
 */
final class BodyStream extends InputStream implements Subscriber<HttpObject> {
    private static final int WINDOW = 8;
    private static final HttpData END = HttpData.ofUtf8("end");

    private final BlockingQueue<HttpData> chunks = new LinkedBlockingQueue<>();
    private final long deadline;
    private volatile @Nullable Subscription subscription;
    private volatile Optional<BodyFault> fault = Optional.empty();
    private byte[] chunk = new byte[0];
    private int position;
    private boolean ended;
    private long received;

    BodyStream(Duration timeout) {
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(WINDOW);
    }

    @Override
    public void onNext(HttpObject part) {
        if (part instanceof HttpData data && !data.isEmpty()) {
            chunks.add(data);
        } else {
            demand();
        }
    }

    @Override
    public void onError(Throwable cause) {
        fault = Optional.of(
                cause instanceof ContentTooLargeException
                        ? new BodyFault(BodyFault.Kind.TOO_LARGE, "the body is too large")
                        : new BodyFault(BodyFault.Kind.GONE, "the sender went away"));
        chunks.add(END);
    }

    @Override
    public void onComplete() {
        chunks.add(END);
    }

    /** Bytes taken from the connection so far. */
    long received() {
        return received;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (position == chunk.length && !next()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        // GZIPInputStream looks for a further member only when something is said to be available.
        return ended || (position == chunk.length && chunks.peek() == END) ? 0 : 1;
    }

    private boolean next() throws IOException {
        if (ended) {
            return false;
        }
        HttpData taken = poll();
        if (taken == END) {
            ended = true;
            if (fault.isPresent()) {
                throw fault.get();
            }
            return false;
        }
        chunk = taken.array();
        position = 0;
        received += chunk.length;
        demand();
        return true;
    }

    private HttpData poll() throws IOException {
        try {
            HttpData taken = chunks.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (taken == null) {
                throw new BodyFault(BodyFault.Kind.TIMEOUT, "the body did not arrive in time");
            }
            return taken;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new BodyFault(BodyFault.Kind.GONE, "stopping");
        }
    }

    private void demand() {
        Subscription current = subscription;
        if (current != null) {
            current.request(1);
        }
    }
}
