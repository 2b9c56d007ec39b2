// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.monitoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;

/**
 * A webhook of Grafana: of unified alerting, or of the alerting of dashboards before it (until release 10). Source: Grafana,
 * alerting, webhook notifier; legacy alerting, notifications.
 */
public final class GrafanaFormat implements Format {
    static final String NAME = "grafana.alert";

    private final Format unified = new GrafanaUnified();
    private final Format legacy = new GrafanaLegacy();

    /** For the service loader. */
    public GrafanaFormat() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Fit fit(Source source) {
        return of(source).fit(source);
    }

    @Override
    public Parsed parse(Source source, FormatContext context) {
        return of(source).parse(source, context);
    }

    private Format of(Source source) {
        return source.json() instanceof JsonTree.Read read
                        && read.root() instanceof ObjectNode root
                        && GrafanaLegacy.is(root)
                ? legacy
                : unified;
    }
}
