// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Draft;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Logs of an EKS control plane as CloudWatch Logs gives them: a subscription's message with its {@code logEvents}, or one
 * event with its {@code message} beside the log group. Source: Amazon CloudWatch Logs User Guide, subscription filters;
 * Amazon EKS User Guide, control plane logs.
 */
public final class EksFormat extends CloudEnvelope {
    private static final String PREFIX = "/aws/eks/";

    /** For the service loader. */
    public EksFormat() {}

    @Override
    public String name() {
        return "kubernetes.audit.eks";
    }

    @Override
    boolean isEnvelope(ObjectNode root) {
        return group(root).startsWith(PREFIX)
                && (root.path("logEvents").isArray() || root.path("message").isTextual());
    }

    @Override
    String cluster(ObjectNode root) {
        String name = group(root).substring(PREFIX.length());
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    @Override
    String list() {
        return "logEvents";
    }

    @Override
    List<Draft> drafts(ObjectNode root, Reading reading) {
        Consumer<EcsDocument> cloud = document -> document.text("cloud.provider", "aws")
                .text("cloud.account.id", text(root, "owner"))
                .text("cloud.region", text(root, "awsRegion", "region"))
                .text("log.file.path", group(root) + "/" + text(root, "logStream", "logStreamName", "log_stream"));
        if (!root.path("logEvents").isArray()) {
            return List.of(reading.held(text(root, "message"), stamp(root.get("timestamp")), cloud));
        }
        return objects(root.get("logEvents")).stream()
                .map(event -> reading.held(text(event, "message"), stamp(event.get("timestamp")), cloud))
                .toList();
    }

    private static String group(ObjectNode root) {
        return text(root, "logGroup", "logGroupName", "log_group");
    }

    /** Milliseconds since 1970, or a text already. */
    private static String stamp(@Nullable JsonNode stamp) {
        if (stamp == null || !stamp.isIntegralNumber()) {
            return AuditRecord.asText(stamp);
        }
        try {
            return Instant.ofEpochMilli(stamp.asLong()).toString();
        } catch (DateTimeException outOfRange) {
            return "";
        }
    }
}
