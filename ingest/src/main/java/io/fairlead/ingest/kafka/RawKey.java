// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.kafka;

import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.RawLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The key of a raw record, and so its partition: the record's own id, that one busy sender is not one partition; the stream
 * for formats whose events are spread over several records, that these meet. Where the content decides on the format,
 * how the record begins tells.
 */
final class RawKey {
    /** Formats that join records. */
    private static final Set<String> JOINING = Set.of("auditd", "container.multiline", "plain.multiline");

    /** How lines of an audit log begin. */
    private static final List<byte[]> OPENINGS =
            List.of("type=".getBytes(StandardCharsets.US_ASCII), "node=".getBytes(StandardCharsets.US_ASCII));

    private RawKey() {}

    static String of(RawLog raw) {
        return isJoined(raw)
                ? Identity.hash(
                        raw.getOrigin().getCluster(),
                        raw.getOrigin().getNode(),
                        raw.getOrigin().getCredential(),
                        raw.getOrigin().getStream())
                : raw.getId();
    }

    private static boolean isJoined(RawLog raw) {
        return JOINING.contains(raw.getFormat())
                || raw.getFormat().equals("auto")
                        && OPENINGS.stream().anyMatch(opening -> begins(raw.getPayload(), opening));
    }

    private static boolean begins(ByteBuffer payload, byte[] opening) {
        return payload.remaining() > opening.length
                && payload.slice(payload.position(), opening.length).equals(ByteBuffer.wrap(opening));
    }
}
