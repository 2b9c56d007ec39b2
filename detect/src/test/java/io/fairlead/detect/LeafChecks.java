// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect;

import io.fairlead.schemas.elasticsearch.ElasticsearchTemplates;
import io.fairlead.testkit.TemplateLeaves;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether what rules read are typed leaves of the documents' templates, which every query language reaches. */
public final class LeafChecks {
    /** Paths that are no leaves, and why. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry(
                    "auditd_manager.auditd auditd.data.a4",
                    "a system call has four arguments; execve's are process.args"),
            Map.entry("auditd_manager.auditd auditd.data.a5", "as a4"),
            Map.entry("auditd_manager.auditd auditd.data.a6", "as a4"),
            Map.entry("auditd_manager.auditd auditd.data.a7", "as a4"),
            Map.entry("aws.cloudtrail status", "CloudTrail's records have no such field"),
            Map.entry(
                    "cilium_tetragon.log cilium_tetragon.log.process_exec.process.pod.pod_labels",
                    "labels have any keys: flattened"),
            Map.entry("coredns.log dns.answers.data", "the plugin log writes no answers"),
            Map.entry("envoyproxy.access http.request.cookie", "cookies are taken out"),
            Map.entry(
                    "falco.alerts falco.output_fields",
                    "what a rule prints has any keys: flattened; ECS fields hold it typed"),
            Map.entry("gcp.audit gcp.audit.record.labels", "labels have any keys: flattened as gcp.audit.labels"),
            Map.entry(
                    "gcp.audit gcp.audit.record.protoPayload.request",
                    "a text of the whole body; its parts are searched in gcp.audit.flattened.request"),
            Map.entry(
                    "kubernetes.audit_logs kubernetes.audit.requestObject.data",
                    "a ConfigMap's data has any keys: flattened, its values redacted"),
            Map.entry("kubernetes.audit_logs kubernetes.audit.a/~b", "a rule that tests how JSON pointers are written"),
            Map.entry("linkerd.access http.request.cookie", "cookies are taken out"),
            Map.entry("nginx_ingress_controller.access http.request.cookie", "cookies are taken out"),
            Map.entry("gcp.audit gcp.audit.record.protoPayload.logName", "LogEntry has it beside protoPayload"),
            Map.entry("gcp.audit gcp.audit.record.protoPayload.resource.type", "LogEntry has it beside protoPayload"));

    private static final List<String> SENSORS = List.of("auditd", "cilium_tetragon");

    /** Bodies that rules read whole, as text: their typed copy, or where their parts are searched. */
    private static final Set<String> WHOLE = Set.of(
            "aws.cloudtrail aws.cloudtrail.record",
            "gcp.audit gcp.audit.record",
            "okta.system okta.record",
            "kubernetes.audit_logs kubernetes.audit");

    private LeafChecks() {}

    /**
     * The paths that are neither a typed leaf, nor hold typed leaves (a reading goes on below them), nor have a reason above.
     *
     * @param read paths by dataset; datasets that nothing writes do not count
     */
    public static Set<String> missing(Map<String, Set<String>> read) {
        Set<String> missing = new TreeSet<>();
        read.forEach((dataset, paths) -> {
            if (ElasticsearchTemplates.datasets().contains(dataset)) {
                TemplateLeaves leaves = TemplateLeaves.of(dataset);
                for (String path : paths) {
                    String place = dataset + " " + path;
                    if (isOf(dataset, path)
                            && !leaves.isTyped(path)
                            && !leaves.holdsTyped(path)
                            && !REASONS.containsKey(place)
                            && !WHOLE.contains(place)) {
                        missing.add(place);
                    }
                }
            }
        });
        return missing;
    }

    /** A field of system calls names the paths of both sensors. */
    private static boolean isOf(String dataset, String path) {
        return SENSORS.stream().noneMatch(sensor -> path.startsWith(sensor + ".") && !dataset.startsWith(sensor));
    }

    /** The reasons above that stand for a path which is a typed leaf by now. */
    public static Set<String> outdated() {
        Set<String> outdated = new TreeSet<>();
        for (String place : REASONS.keySet()) {
            int space = place.indexOf(' ');
            if (TemplateLeaves.of(place.substring(0, space)).isTyped(place.substring(space + 1))) {
                outdated.add(place);
            }
        }
        return outdated;
    }
}
