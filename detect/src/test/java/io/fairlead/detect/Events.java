// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect;

import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import java.time.Instant;

/** Events of the pipeline for tests. */
public final class Events {
    private Events() {}

    /** An event of this dataset and document. */
    public static Event of(String id, String activity, Instant time, String dataset, boolean decisive, String json) {
        return Event.newBuilder()
                .setId(id)
                .setActivity(activity)
                .setTime(time)
                .setReceivedAt(time.plusSeconds(1))
                .setDataset(dataset)
                .setDecisive(decisive)
                .setOrigin(Origin.newBuilder()
                        .setCollector("test")
                        .setStream("test")
                        .build())
                .setRawMac("")
                .setDocument(RuleTexts.document(json))
                .build();
    }

    /** A decisive audit event of this time with a body below {@code kubernetes.audit} and ECS fields beside it. */
    public static Event audit(String id, Instant time, String audit) {
        String document = "{'kubernetes':{'audit':%s},'user':{'name':'mallory'},'source':{'ip':'203.0.113.7'}}";
        return of(
                id,
                "activity-" + id,
                time,
                "kubernetes.audit_logs",
                true,
                document.formatted(audit).replace('\'', '"'));
    }
}
