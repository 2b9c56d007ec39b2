// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.schemas.record.Event;
import io.fairlead.testkit.AuditEvents;
import java.time.Instant;

/** Events of a cluster's audit log, as enrich writes them. */
public final class TestEvents {
    /** A moment from which tests count. */
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private TestEvents() {}

    /** A request by this user with this verb, received when it happened. */
    public static Event request(String id, String user, String verb, Instant time) {
        return request(id, user, verb, time, time);
    }

    /** A request that was received at another time than it happened. */
    public static Event request(String id, String user, String verb, Instant time, Instant receivedAt) {
        String document = """
                {"@timestamp":"%s","event":{"id":"%s","kind":"event"},"user":{"name":"%s"},\
                "kubernetes":{"audit":{"verb":"%s","user":{"username":"%s"},"stage":"ResponseComplete"}}}""".formatted(time, id, user, verb, user);
        return AuditEvents.event(id, time, receivedAt, document);
    }
}
