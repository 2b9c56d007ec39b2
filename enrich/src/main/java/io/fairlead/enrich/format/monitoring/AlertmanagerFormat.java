// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.monitoring;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A webhook of Prometheus' Alertmanager. Source: Alertmanager, configuration, webhook_config, version 4. */
public final class AlertmanagerFormat extends AlertFormat {
    /** For the service loader. */
    public AlertmanagerFormat() {
        super("alertmanager.alert");
    }

    @Override
    boolean isNotification(ObjectNode root) {
        return root.has("groupKey") && root.has("receiver") && root.has("version") && !GrafanaUnified.isOwn(root);
    }
}
