// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RawKeyTest {
    @Test
    void recordsOfOneStreamThatAreJoinedHaveOneKey() {
        assertThat(RawKey.of(raw("1", "auditd", "node-a"))).isEqualTo(RawKey.of(raw("2", "auditd", "node-a")));
        assertThat(RawKey.of(raw("1", "auditd", "node-a"))).isNotEqualTo(RawKey.of(raw("1", "auditd", "node-b")));
    }

    @Test
    void theOpeningTellsWhereTheContentDecides() {
        assertThat(RawKey.of(raw("1", "auto", "node-a"))).isEqualTo("1");
        assertThat(RawKey.of(raw("1", "auto", "node-a", "type=EOE msg=audit(1.0:2): ")))
                .isEqualTo(RawKey.of(raw("2", "auto", "node-a", "node=a type=EOE msg=audit(1.0:2): ")));
    }

    @Test
    void linesThatMayBelongTogetherMeet() {
        for (String format : List.of("container.multiline", "plain.multiline")) {
            assertThat(RawKey.of(raw("1", format, "node-a"))).isEqualTo(RawKey.of(raw("2", format, "node-a")));
        }
        assertThat(RawKey.of(raw("1", "container", "node-a"))).isEqualTo("1");
    }

    @Test
    void otherRecordsAreSpreadByTheirIds() {
        assertThat(RawKey.of(raw("1", "kubernetes.audit", "node-a"))).isEqualTo("1");
    }

    private static RawLog raw(String id, String format, String node) {
        return raw(id, format, node, "x");
    }

    private static RawLog raw(String id, String format, String node, String payload) {
        Origin origin = new Origin("c", "", "", "/var/log/audit/audit.log", null, "cluster", node);
        return new RawLog(
                id, origin, format, Instant.EPOCH, ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)), Map.of());
    }
}
