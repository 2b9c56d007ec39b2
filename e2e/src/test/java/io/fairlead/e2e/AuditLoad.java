// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Audit events of a made-up cluster, every one with an identity of its own: ordinary reads, bindings to cluster-admin (each
 * of which is an alert by itself), and bursts of denials (one alert a burst).
 */
final class AuditLoad {
    /** Denials in one burst: well above the threshold of the bundled rule. */
    static final int BURST = 40;

    private AuditLoad() {}

    /** One audit event and what must come of it. */
    record Sent(String auditId, String json, boolean alerts) {}

    /** Ordinary reads with one binding to cluster-admin among every {@code alertEvery} of them. */
    static List<Sent> mixed(int count, int alertEvery) {
        List<Sent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(i % alertEvery == alertEvery - 1 ? binding() : read());
        }
        return events;
    }

    /** A burst of denials of one user; as a whole it is one alert of the user's group. */
    static List<Sent> denials(String user) {
        List<Sent> events = new ArrayList<>(BURST);
        for (int i = 0; i < BURST; i++) {
            events.add(denial(user));
        }
        return events;
    }

    /** One denied request of the user, made now. */
    static Sent denial(String user) {
        return event(UUID.randomUUID().toString(), "list", user, "configmaps", "", 403, "");
    }

    static Sent read() {
        return event(UUID.randomUUID().toString(), "get", "alex@example.test", "pods", "p-1", 200, "");
    }

    static Sent binding() {
        return binding(UUID.randomUUID().toString(), "alex@example.test");
    }

    static Sent binding(String auditId, String user) {
        String body =
                ",\"requestObject\":{\"kind\":\"ClusterRoleBinding\",\"apiVersion\":\"rbac.authorization.k8s.io/v1\","
                        + "\"metadata\":{\"name\":\"b\"},\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\",\"kind\":\"ClusterRole\","
                        + "\"name\":\"cluster-admin\"},\"subjects\":[{\"kind\":\"User\",\"name\":\"somebody\"}]}";
        Sent event = event(auditId, "create", user, "clusterrolebindings", "b", 201, body);
        return new Sent(event.auditId(), event.json(), true);
    }

    /** The body that kube-apiserver's webhook backend posts. */
    static String eventList(List<Sent> events) {
        return "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":["
                + String.join(",", events.stream().map(Sent::json).toList()) + "]}";
    }

    private static Sent event(
            String auditId, String verb, String user, String resource, String name, int code, String body) {
        String now = Instant.now().toString();
        boolean rbac = resource.startsWith("clusterrole");
        String group = rbac ? ",\"apiGroup\":\"rbac.authorization.k8s.io\"" : ",\"namespace\":\"default\"";
        String uri = rbac ? "/apis/rbac.authorization.k8s.io/v1/" + resource : "/api/v1/namespaces/default/" + resource;
        String json =
                "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"RequestResponse\",\"auditID\":\""
                        + auditId + "\",\"stage\":\"ResponseComplete\",\"requestURI\":\"" + uri + "\",\"verb\":\""
                        + verb
                        + "\",\"user\":{\"username\":\"" + user + "\",\"groups\":[\"system:authenticated\"]},"
                        + "\"sourceIPs\":[\"192.0.2.10\"],\"userAgent\":\"kubectl/v1.32.4\",\"objectRef\":{\"resource\":\""
                        + resource
                        + "\",\"name\":\"" + name + "\",\"apiVersion\":\"v1\"" + group
                        + "},\"responseStatus\":{\"metadata\":{},\"code\":"
                        + code + "}" + body + ",\"requestReceivedTimestamp\":\"" + now + "\",\"stageTimestamp\":\""
                        + now
                        + "\",\"annotations\":{\"authorization.k8s.io/decision\":\""
                        + (code == 403 ? "forbid" : "allow") + "\"}}";
        return new Sent(auditId, json, false);
    }
}
