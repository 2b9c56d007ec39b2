// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.monitoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.util.List;
import java.util.Locale;

/** A notification of the alerting of dashboards: one alert, without a time or an id of its own, so the delivery's count. */
final class GrafanaLegacy extends RecordFormat {
    private static final String OWN = GrafanaFormat.NAME + ".";

    GrafanaLegacy() {
        super(GrafanaFormat.NAME, GrafanaFormat.NAME);
    }

    static boolean is(ObjectNode root) {
        return root.path("ruleName").isTextual()
                && root.path("state").isTextual()
                && root.has("ruleId")
                && (root.has("evalMatches") || root.has("ruleUrl"));
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return is(record);
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected boolean byDelivery() {
        return true;
    }

    @Override
    protected String stamp(ObjectNode record) {
        return "";
    }

    @Override
    protected String id(ObjectNode record) {
        return "";
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        String state = record.text("state").toLowerCase(Locale.ROOT);
        boolean resolved = state.equals("ok");
        String said = record.text("message");
        document.text("event.kind", "alert")
                .texts("event.category", List.of("host"))
                .texts("event.type", List.of(resolved ? "end" : "start"))
                .text("event.action", resolved ? "resolved" : state.equals("alerting") ? "firing" : state)
                .text("event.url", record.text("ruleUrl"))
                .text("event.reason", said)
                .text("rule.name", record.text("ruleName"))
                .text("rule.id", record.text("ruleId"))
                .text("message", said.isEmpty() ? record.text("title") : said)
                .text(OWN + "status", state)
                .text(OWN + "title", record.text("title"));
        record.number("orgId", OWN + "org_id", document);
        record.flattened("tags", "labels", document);
    }
}
