// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.util.List;
import java.util.Optional;

/**
 * One audit event of a Kubernetes API server, audit.k8s.io/v1 or v1beta1, also without kind and apiVersion as in the items
 * of an EventList. Source: Kubernetes, staging/src/k8s.io/apiserver/pkg/apis/audit.
 */
public final class KubernetesAuditFormat implements Format {
    /** The format's name. */
    public static final String NAME = "kubernetes.audit";

    /** Where its documents land; Elastic's name. */
    public static final String DATASET = "kubernetes.audit_logs";

    /** For the service loader. */
    public KubernetesAuditFormat() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Fit fit(Source source) {
        boolean audit = source.json() instanceof JsonTree.Read read
                && read.root() instanceof ObjectNode object
                && new AuditRecord(object).fault().isEmpty();
        return audit ? Fit.EXACT : Fit.NONE;
    }

    @Override
    public Parsed parse(Source source, FormatContext context) {
        return source.asObject((root, read) -> parse(root, read, source, context));
    }

    private static Parsed parse(ObjectNode root, JsonTree.Read read, Source source, FormatContext context) {
        Optional<String> fault = new AuditRecord(root).fault();
        if (fault.isPresent()) {
            new AuditRedaction(context).unknown(root);
            return new Parsed.Rejected(DeadLetterCode.SCHEMA, "not an audit event: " + fault.get(), root.toString());
        }
        AuditDrafts drafts = new AuditDrafts(source, context, source.origin().getCluster());
        return new Parsed.Understood(List.of(drafts.of(root, read, source.bytes().length)));
    }
}
