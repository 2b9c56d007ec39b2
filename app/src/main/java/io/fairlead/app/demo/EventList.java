// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bodies as kube-apiserver's audit webhook sends them. */
final class EventList {
    private static final String HEAD =
            "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":[";

    private EventList() {}

    static byte[] of(List<String> events) {
        return (HEAD + String.join(",", events) + "]}").getBytes(StandardCharsets.UTF_8);
    }
}
