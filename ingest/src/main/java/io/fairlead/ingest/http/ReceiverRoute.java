// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import io.fairlead.ingest.report.ReportSplitter;
import io.fairlead.ingest.split.Dialect;
import io.fairlead.ingest.split.ItemSink;
import io.fairlead.ingest.split.JsonSplitter;
import io.fairlead.ingest.split.Limits;
import io.fairlead.ingest.split.LineSplitter;
import io.fairlead.ingest.split.Splitter;
import io.fairlead.ingest.split.WholeSplitter;
import io.fairlead.schemas.report.ReportLists;
import java.util.Set;

/** The routes: the path of each, what format it claims, how its bodies are cut. */
enum ReceiverRoute {
    /** What an API server's audit webhook sends: an EventList; also single events and lines of them. */
    KUBERNETES_AUDIT("/v1/kubernetes/audit/{cluster}"),
    /** What Falco's http_output sends: one event; also lines or an array of them. */
    FALCO("/v1/falco/{cluster}"),
    /** Lines in the format that the path names; for cluster see the query. */
    LOGS("/v1/logs/{format}"),
    /** One report, in the format that the path names, of any type of content. */
    REPORTS("/v1/reports/{format}");

    private static final String AUDIT_FORMAT = "kubernetes.audit";
    private static final String FALCO_FORMAT = "falco";

    /** Formats whose lines are texts, whatever brackets stand in them. */
    private static final Set<String> TEXTS = Set.of("plain", "plain.multiline", "container", "container.multiline");

    private final String path;

    ReceiverRoute(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** The format the route claims; the path's own for logs. */
    String format(String fromPath) {
        return switch (this) {
            case KUBERNETES_AUDIT -> AUDIT_FORMAT;
            case FALCO -> FALCO_FORMAT;
            case LOGS, REPORTS -> fromPath;
        };
    }

    /** How a body of a format is cut; only a body that calls itself JSON may spread one record over lines. */
    Splitter splitter(String format, BodyShape shape, Limits limits, ItemSink sink) {
        if (this == REPORTS) {
            return new ReportSplitter(limits, ReportLists.of(format), sink);
        } else if (shape == BodyShape.WHOLE) {
            return new WholeSplitter(limits, sink);
        } else if (format.equals(AUDIT_FORMAT)) {
            return new JsonSplitter(limits, Dialect.KUBERNETES_AUDIT, sink);
        } else if (format.equals(FALCO_FORMAT) || shape == BodyShape.JSON) {
            return new JsonSplitter(limits, Dialect.OBJECTS, sink);
        }
        return new LineSplitter(limits, !TEXTS.contains(format), sink);
    }
}
