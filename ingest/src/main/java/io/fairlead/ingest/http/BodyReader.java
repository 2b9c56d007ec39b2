// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Reads a body as sent or decompressed, and stops where it grows past what is allowed. */
final class BodyReader {
    /** What every body may become, whatever its ratio: small bodies of zeros compress well. */
    private static final long FREE = 1 << 20;

    private final BodyStream body;
    private final InputStream in;
    private final boolean gzip;
    private final long maxBytes;
    private final int maxRatio;
    private long delivered;

    /**
     * A reader.
     *
     * @throws IOException when the body claims gzip and does not begin so
     */
    BodyReader(BodyStream body, boolean gzip, long maxBytes, int maxRatio) throws IOException {
        this.body = body;
        this.gzip = gzip;
        this.in = gzip ? new GZIPInputStream(body) : body;
        this.maxBytes = maxBytes;
        this.maxRatio = maxRatio;
    }

    /** The next bytes; -1 at the end. */
    int read(byte[] target) throws IOException {
        int count = in.read(target, 0, target.length);
        if (count > 0) {
            delivered += count;
            if (delivered > maxBytes) {
                throw new BodyFault(BodyFault.Kind.TOO_LARGE, "the body is larger than " + maxBytes + " bytes");
            }
            if (gzip && delivered > FREE && delivered / maxRatio > body.received()) {
                throw new BodyFault(
                        BodyFault.Kind.TOO_LARGE, "the body decompresses to more than " + maxRatio + " times its size");
            }
        }
        return count;
    }
}
