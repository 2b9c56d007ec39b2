// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import java.util.List;

/** What a JSON body may be, beside a sequence of objects or one array of them. */
public enum Dialect {
    /** Objects of any kind. */
    OBJECTS(List.of()),
    /** Audit events of Kubernetes: an {@code EventList}, or events ({@code audit.k8s.io}). */
    KUBERNETES_AUDIT(List.of(",{\"level\":", ",{\"kind\":\"Event\""));

    private final List<String> openings;

    Dialect(List<String> openings) {
        this.openings = openings;
    }

    ItemOpenings openings() {
        return new ItemOpenings(openings);
    }

    boolean enveloped() {
        return this == KUBERNETES_AUDIT;
    }

    boolean isList(String kind) {
        return kind.equals("EventList");
    }

    boolean knows(String kind) {
        return kind.isEmpty() || kind.equals("Event") || isList(kind);
    }
}
