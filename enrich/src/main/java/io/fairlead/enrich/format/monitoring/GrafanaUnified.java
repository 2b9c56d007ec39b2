// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.monitoring;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A notification of Grafana's unified alerting: Alertmanager's, and more. */
final class GrafanaUnified extends AlertFormat {
    GrafanaUnified() {
        super(GrafanaFormat.NAME);
    }

    @Override
    boolean isNotification(ObjectNode root) {
        return root.has("receiver") && isOwn(root);
    }

    /** What Grafana adds to the notification that it has from Alertmanager. */
    static boolean isOwn(ObjectNode root) {
        return root.has("orgId") && (root.has("state") || root.has("title"));
    }
}
