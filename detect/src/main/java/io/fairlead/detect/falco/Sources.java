// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Logsource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sources of events that rules may name. */
final class Sources {
    /** The source of a rule that names none. */
    static final String SYSTEM_CALLS = "syscall";

    private static final String AUDIT = "k8s_audit";
    private static final String TETRAGON = "cilium_tetragon.log.process_exec.";

    /** GitHub's audit log tells of other events than its webhooks, which the plugin reads. */
    private static final List<Plugin> PLUGINS = List.of(
            new Plugin(
                    "aws_cloudtrail",
                    "cloudtrail",
                    new Logsource("aws", "", "cloudtrail"),
                    "aws.cloudtrail",
                    "aws.cloudtrail.record",
                    "eventTime"),
            new Plugin(
                    "gcp_auditlog",
                    "gcpaudit",
                    new Logsource("gcp", "", "gcp.audit"),
                    "gcp.audit",
                    "gcp.audit.record",
                    "timestamp"),
            new Plugin("okta", "okta", new Logsource("okta", "", "okta"), "okta.system", "okta.record", "published"),
            new Plugin("github", "github", new Logsource("github", "", "webhook"), "", "", "repository.updated_at"));

    private static final Map<String, Source> STANDARD = all(false);
    private static final Map<String, Source> AS_IS = all(true);

    private Sources() {}

    /** Their fields stand where documents of the pipeline have them. */
    static Map<String, Source> standard() {
        return STANDARD;
    }

    /** Their fields stand where the source itself writes them; those of system calls under their own names. */
    static Map<String, Source> asIs() {
        return AS_IS;
    }

    private static Map<String, Source> all(boolean asIs) {
        Map<String, Source> sources = new LinkedHashMap<>();
        add(sources, systemCalls(asIs));
        add(sources, audit(asIs ? "" : "kubernetes.audit."));
        for (Plugin plugin : PLUGINS) {
            add(sources, plugin.source(asIs));
        }
        return Map.copyOf(sources);
    }

    private static void add(Map<String, Source> sources, Source source) {
        sources.put(source.name(), source);
    }

    /** What the sensors of system calls tell of: the start of processes. */
    private static Source systemCalls(boolean asIs) {
        Map<String, Reading> readings = new HashMap<>(CommonReadings.all());
        readings.putAll(ProcessReadings.all());
        readings.putAll(ContainerReadings.all());
        FieldTable table = FieldTable.read("syscall-fields.txt", Readings.of(readings), "", TETRAGON);
        return new Source(
                SYSTEM_CALLS,
                new Logsource("linux", "", SYSTEM_CALLS),
                table.datasets(),
                asIs ? Set.of() : Set.of("execve", "execveat"),
                table.fields(),
                Optional.empty(),
                asIs);
    }

    private static Source audit(String base) {
        Map<String, FieldDefinition> fields = new HashMap<>(
                JsonFields.of(AUDIT, "k8saudit", base, List.of("stageTimestamp", "requestReceivedTimestamp")));
        Readings readings = new AuditReadings().or(new PodReadings()).or(Readings.of(CommonReadings.all()));
        fields.putAll(FieldTable.read("k8saudit-fields.txt", readings, base, "").fields());
        return new Source(
                AUDIT,
                new Logsource("kubernetes", "", "audit"),
                List.of("kubernetes.audit_logs"),
                Set.of(),
                Map.copyOf(fields),
                Optional.of(base),
                false);
    }
}
