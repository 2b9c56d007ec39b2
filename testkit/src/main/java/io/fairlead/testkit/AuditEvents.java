// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Events of a cluster's audit log, as enrich writes them on their topic. */
public final class AuditEvents {
    private AuditEvents() {}

    /** A request by this user that was answered with this status code. */
    public static Event answered(String id, String user, String verb, int code, Instant time, Instant receivedAt) {
        String document = """
                {"@timestamp":"%s","event":{"id":"%s"},"user":{"name":"%s"},"kubernetes":{"audit":{"verb":"%s",\
                "responseStatus":{"code":%d},"stage":"ResponseComplete"}}}""".formatted(time, id, user, verb, code);
        return event(id, time, receivedAt, document);
    }

    /** An event with this document. */
    public static Event event(String id, Instant time, Instant receivedAt, String document) {
        return Event.newBuilder()
                .setId(id)
                .setActivity("activity-" + id)
                .setTime(time)
                .setReceivedAt(receivedAt)
                .setDataset("kubernetes.audit_logs")
                .setDecisive(true)
                .setOrigin(Origin.newBuilder()
                        .setCollector("test")
                        .setStream("apiserver")
                        .setCluster("c1")
                        .build())
                .setRawMac("00")
                .setDocument(ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
