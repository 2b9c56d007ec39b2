// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cilium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import io.fairlead.enrich.format.Fields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The two ends of a flow. The pod at whose node it was seen is the document's {@code kubernetes.*}: the sender's of what leaves, else the receiver's. */
final class FlowEnds {
    private static final Set<String> WORKLOADS =
            Set.of("deployment", "daemonset", "statefulset", "replicaset", "job", "cronjob");

    private final Fields flow;
    private final EcsDocument document;

    FlowEnds(Fields flow, EcsDocument document) {
        this.flow = flow;
        this.document = document;
    }

    void write() {
        Set<String> addresses = new LinkedHashSet<>();
        for (String side : List.of("source", "destination")) {
            String address = flow.text("IP." + side);
            document.text(side + ".address", address);
            if (IpLiteral.isLiteral(address)) {
                document.text(side + ".ip", address);
                addresses.add(address);
            }
            for (String transport : List.of("TCP", "UDP", "SCTP")) {
                flow.number("l4." + transport + "." + side + "_port", side + ".port", document);
            }
            List<String> names = texts(flow.items(side + "_names"));
            document.text(side + ".domain", names.isEmpty() ? "" : names.get(0));
            end(side);
        }
        String translated = flow.text("IP.source_xlated");
        document.text("source.nat.ip", IpLiteral.isLiteral(translated) ? translated : "");
        document.texts("related.ip", addresses);
        policies();
        String subject = flow.text("traffic_direction").equals("EGRESS") ? "source" : "destination";
        subject(
                flow.text(subject + ".pod_name").isEmpty()
                                && !flow.text("source.pod_name").isEmpty()
                        ? "source"
                        : subject);
    }

    private void end(String side) {
        String own = HubbleFormat.OWN + side + ".";
        List<String> labels = texts(flow.items(side + ".labels"));
        document.text(own + "identity", flow.text(side + ".identity"))
                .text(own + "namespace", flow.text(side + ".namespace"))
                .text(own + "pod_name", flow.text(side + ".pod_name"))
                .text(own + "cluster_name", flow.text(side + ".cluster_name"))
                .texts(own + "labels", labels)
                .texts(
                        own + "reserved",
                        labels.stream()
                                .filter(label -> label.startsWith("reserved:"))
                                .map(label -> label.substring("reserved:".length()))
                                .toList());
        List<ObjectNode> workloads = flow.objects(side + ".workloads");
        if (!workloads.isEmpty()) {
            Fields workload = new Fields(workloads.get(0));
            document.text(own + "workload.name", workload.text("name"))
                    .text(own + "workload.kind", workload.text("kind"));
        }
    }

    private void subject(String side) {
        String pod = flow.text(side + ".pod_name");
        String namespace = flow.text(side + ".namespace");
        document.text("kubernetes.namespace", namespace).text("kubernetes.pod.name", pod);
        if (!pod.isEmpty()) {
            document.text("orchestrator.type", "kubernetes")
                    .text("orchestrator.namespace", namespace)
                    .text("orchestrator.resource.type", "pods")
                    .text("orchestrator.resource.name", pod);
        }
        for (ObjectNode item : flow.objects(side + ".workloads")) {
            Fields workload = new Fields(item);
            String kind = workload.text("kind").toLowerCase(Locale.ROOT);
            if (WORKLOADS.contains(kind)) {
                document.text("kubernetes." + kind + ".name", workload.text("name"));
            }
        }
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        for (String label : texts(flow.items(side + ".labels"))) {
            int equals = label.indexOf('=');
            if (label.startsWith("k8s:") && equals > 4) {
                labels.put(label.substring(4, equals), label.substring(equals + 1));
            }
        }
        if (!labels.isEmpty()) {
            document.node("kubernetes.labels", Flattened.of(FieldNames.repaired(labels)));
        }
    }

    /** The policies that let it through or stopped it. */
    private void policies() {
        for (String how : List.of("allowed", "denied")) {
            Set<String> names = new LinkedHashSet<>();
            for (String way : List.of("egress", "ingress")) {
                for (ObjectNode item : flow.objects(way + "_" + how + "_by")) {
                    Fields policy = new Fields(item);
                    String namespace = policy.text("namespace");
                    names.add(namespace.isEmpty() ? policy.text("name") : namespace + "/" + policy.text("name"));
                }
            }
            document.texts(HubbleFormat.OWN + "policies." + how + "_by", names);
            if (how.equals("denied") && !names.isEmpty()) {
                document.text("rule.name", names.iterator().next());
            }
        }
    }

    private static List<String> texts(List<JsonNode> items) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> {
            if (item.isTextual()) {
                texts.add(item.textValue());
            }
        });
        return texts;
    }
}
