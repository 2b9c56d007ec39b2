// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.monitoring;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A webhook of Grafana's unified alerting. Source: Grafana, alerting, webhook notifier. */
public final class GrafanaFormat extends AlertFormat {
    /** For the service loader. */
    public GrafanaFormat() {
        super("grafana.alert");
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
