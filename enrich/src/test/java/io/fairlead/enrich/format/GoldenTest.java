// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.EventChecks;
import io.fairlead.testkit.Golden;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Raw record in, ECS document out, for every format; people read the files when they change. */
final class GoldenTest {
    private static final Map<String, String> POD = Map.of(
            "path", "/var/log/pods/shop_web_2425a6e8/main/0.log",
            "cri.stream", "stdout",
            "k8s.namespace", "shop",
            "k8s.pod", "web",
            "k8s.pod_uid", "2425a6e8",
            "k8s.container", "main",
            "rack", "r7");

    @TestFactory
    Stream<DynamicTest> kubernetesAudit() {
        return goldens("kubernetes.audit", Map.of());
    }

    @TestFactory
    Stream<DynamicTest> falco() {
        return goldens("falco", Map.of());
    }

    @TestFactory
    Stream<DynamicTest> container() {
        return goldens("container", POD);
    }

    @TestFactory
    Stream<DynamicTest> json() {
        return goldens("json", Map.of());
    }

    @TestFactory
    Stream<DynamicTest> plain() {
        return goldens("plain", Map.of("path", "/var/log/auth.log"));
    }

    @TestFactory
    Stream<DynamicTest> configurationAndPolicy() {
        return Stream.of(
                        "kube_bench.result",
                        "docker_bench.result",
                        "openscap.result",
                        "kubescape.result",
                        "policy_report.result",
                        "gatekeeper.violation",
                        "opa.decision")
                .flatMap(format -> goldens(format, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> signingAndSupplyChain() {
        return Stream.of(
                        "sigstore.verification",
                        "ratify.verification",
                        "content_trust.verification",
                        "gitlab.audit",
                        "gitlab.ci",
                        "jenkins.audit",
                        "git.signature")
                .flatMap(format -> goldens(format, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> syslog() {
        return goldens("syslog", Map.of());
    }

    @TestFactory
    Stream<DynamicTest> auditd() {
        return goldens("auditd", Map.of("path", "/var/log/audit/audit.log"));
    }

    @TestFactory
    Stream<DynamicTest> tetragon() {
        return goldens("tetragon", Map.of());
    }

    @TestFactory
    Stream<DynamicTest> kubernetesAuditOfClouds() {
        return Stream.of("kubernetes.audit.eks", "kubernetes.audit.aks", "kubernetes.audit.gke")
                .flatMap(format -> goldens(format, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> clouds() {
        return Stream.of("aws.cloudtrail", "gcp.audit", "okta.system", "github.audit")
                .flatMap(format -> goldens(format, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> runtimesAndServices() {
        return Stream.of("hashicorp_vault.audit", "docker.event", "kubernetes.event", "distribution.notification")
                .flatMap(format -> goldens(format, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> accessLogs() {
        return Stream.of("nginx_ingress_controller.access", "envoyproxy.access", "coredns.log")
                .flatMap(format -> goldens(format, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> networks() {
        return Stream.of("cilium_hubble.flow", "linkerd.access", "distribution.access")
                .flatMap(format -> goldens(format, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> sensorsOfRuntimes() {
        return Stream.of("kubearmor", "sysdig").flatMap(format -> goldens(format, POD));
    }

    @TestFactory
    Stream<DynamicTest> thePlatformItself() {
        return Stream.of("kubernetes.component", "container_runtime").flatMap(format -> goldens(format, POD));
    }

    @TestFactory
    Stream<DynamicTest> linesThatBelongTogether() {
        return Stream.of("container.multiline", "plain.multiline").flatMap(format -> goldens(format, POD));
    }

    @TestFactory
    Stream<DynamicTest> alertsAndServices() {
        return Stream.of("alertmanager.alert", "grafana.alert", "portworx.alert", "harbor.event", "azure.keyvault")
                .flatMap(format -> goldens(format, Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> scanners() {
        return Stream.of(
                        "anchore",
                        "anchorectl",
                        "aqua",
                        "clair",
                        "cyclonedx",
                        "gitlab_scan",
                        "gitleaks",
                        "grype",
                        "hadolint",
                        "harbor_vulnerability",
                        "jfrog_xray",
                        "kube_hunter",
                        "kube_linter",
                        "neuvector",
                        "popeye",
                        "prisma_cloud",
                        "sarif",
                        "snyk",
                        "spdx",
                        "sysdig_vulnerability",
                        "trivy",
                        "trivy_operator")
                .flatMap(format -> goldens(format, Map.of()));
    }

    private static Stream<DynamicTest> goldens(String format, Map<String, String> attributes) {
        return Golden.jsonFiles(Samples.folder(format), ".raw", ".json", file -> document(format, attributes, file));
    }

    private static String document(String format, Map<String, String> attributes, Path file) {
        Origin origin = new Origin("test", "token-a", "", "stream", 4711L, "cluster-a", "node-a1");
        ByteBuffer payload = ByteBuffer.wrap(Samples.read(file));
        RawLog raw = new RawLog("delivery-1", origin, format, TestNormalizer.RECEIVED, payload, attributes);
        Normalized normalized = TestNormalizer.normalize(raw);
        if (normalized.events().size() != 1) {
            throw new AssertionError("no event: " + normalized.rejected());
        }
        Event event = normalized.events().get(0);
        EventChecks.checkEvent(event);
        return new String(EventChecks.bytes(event.getDocument()), StandardCharsets.UTF_8);
    }
}
