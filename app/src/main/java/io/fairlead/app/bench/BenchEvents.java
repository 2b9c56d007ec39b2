// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Audit events of about a kilobyte as API servers write them: reads, lists and updates of several users, no two alike. */
final class BenchEvents {
    private static final String[] VERBS = {"get", "list", "watch", "update", "patch"};
    private static final String[] RESOURCES = {"pods", "configmaps", "endpoints", "leases", "services"};

    private BenchEvents() {}

    /** So many events, received about now. */
    static Spool make(int count, Path file) throws IOException {
        Spool events = Spool.create(file);
        for (int i = 0; i < count; i++) {
            events.add(event(i).getBytes(StandardCharsets.UTF_8));
        }
        return events.written();
    }

    private static String event(int i) {
        String now = Instant.now().toString();
        String verb = VERBS[i % VERBS.length];
        String resource = RESOURCES[i / VERBS.length % RESOURCES.length];
        String name = resource + "-" + i % 997;
        return String.format(
                Locale.ROOT,
                "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"auditID\":\"%s\","
                        + "\"stage\":\"ResponseComplete\",\"requestURI\":\"/api/v1/namespaces/team-%d/%s/%s?timeout=10s\","
                        + "\"verb\":\"%s\",\"user\":{\"username\":\"system:serviceaccount:team-%d:app-%d\",\"uid\":\"%s\","
                        + "\"groups\":[\"system:serviceaccounts\",\"system:serviceaccounts:team-%d\",\"system:authenticated\"],"
                        + "\"extra\":{\"authentication.kubernetes.io/pod-name\":[\"app-%d-7c9f8d5b6-x2x4z\"]}},"
                        + "\"sourceIPs\":[\"10.0.%d.%d\"],\"userAgent\":\"app/v1.%d.0 (linux/amd64) kubernetes/4f2a1b9\","
                        + "\"objectRef\":{\"resource\":\"%s\",\"namespace\":\"team-%d\",\"name\":\"%s\",\"apiVersion\":\"v1\"},"
                        + "\"responseStatus\":{\"metadata\":{},\"code\":200},\"requestReceivedTimestamp\":\"%s\","
                        + "\"stageTimestamp\":\"%s\",\"annotations\":{\"authorization.k8s.io/decision\":\"allow\","
                        + "\"authorization.k8s.io/reason\":\"RBAC: allowed by RoleBinding app-%d/team-%d\"}}",
                UUID.randomUUID(),
                i % 40,
                resource,
                name,
                verb,
                i % 40,
                i % 200,
                UUID.randomUUID(),
                i % 40,
                i % 200,
                i % 250,
                i % 199,
                i % 30,
                resource,
                i % 40,
                name,
                now,
                now,
                i % 200,
                i % 40);
    }
}
