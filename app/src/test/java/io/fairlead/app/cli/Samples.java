// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

/** Small inputs of our own. */
final class Samples {
    static final String RULE = """
            title: Exec into a pod
            id: 11111111-2222-4333-8444-555555555555
            status: test
            logsource:
              product: kubernetes
              service: audit
            detection:
              selection:
                objectRef.subresource: exec
              condition: selection
            level: medium
            """;

    static final String BURST = """
            title: Denied request
            id: 21111111-2222-4333-8444-555555555555
            name: denied
            status: test
            logsource:
              product: kubernetes
              service: audit
            detection:
              selection:
                responseStatus.code: 403
              condition: selection
            level: low
            ---
            title: Burst of denials
            id: 31111111-2222-4333-8444-555555555555
            status: test
            correlation:
              type: event_count
              rules: [denied]
              group-by: [user.username]
              timespan: 1m
              condition:
                gte: 3
            level: high
            """;

    private Samples() {}

    static String audit(String id, String subresource, int code, int second) {
        // a session is decided when it begins
        String stage = subresource.equals("exec") ? "ResponseStarted" : "ResponseComplete";
        return ("{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"auditID\":\"%s\","
                        + "\"stage\":\"%s\",\"requestURI\":\"/api/v1/namespaces/a/pods/p/%s\",\"verb\":\"create\","
                        + "\"user\":{\"username\":\"jane\"},\"sourceIPs\":[\"192.0.2.7\"],"
                        + "\"objectRef\":{\"resource\":\"pods\",\"namespace\":\"a\",\"name\":\"p\",\"subresource\":\"%s\","
                        + "\"apiVersion\":\"v1\"},\"responseStatus\":{\"metadata\":{},\"code\":%d},"
                        + "\"requestReceivedTimestamp\":\"2026-11-22T12:00:%02d.000000Z\","
                        + "\"stageTimestamp\":\"2026-11-22T12:00:%02d.500000Z\"}")
                .formatted(id, stage, subresource, subresource, code, second, second);
    }
}
