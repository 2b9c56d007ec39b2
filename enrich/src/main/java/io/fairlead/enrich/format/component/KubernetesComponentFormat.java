// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.LineFormat;
import io.fairlead.enrich.format.Source;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Logs of the components of Kubernetes: klog as text and as JSON (kube-apiserver, kubelet, kube-scheduler,
 * kube-controller-manager, kube-proxy and controllers that are built like them), and etcd's JSON. A stamp without a year means
 * the latest year in which it is not after the receipt, in UTC unless the attribute {@code timezone} names another zone. Source:
 * Kubernetes, system logs; etcd, logging.
 */
public final class KubernetesComponentFormat extends LineFormat {
    private static final String OWN = "kubernetes.component.";
    private static final Set<String> HEAD =
            Set.of("ts", "caller", "msg", "level", "v", "thread", "stamp", "logger", "severity");

    /** Packages of etcd that log; a line of JSON with caller and level alone may be any Go program's. */
    private static final Set<String> ETCD = Set.of(
            "etcdserver",
            "embed",
            "etcdmain",
            "rafthttp",
            "mvcc",
            "wal",
            "snap",
            "raft",
            "membership",
            "auth",
            "v3rpc",
            "flags",
            "fileutil",
            "backend",
            "schema",
            "version",
            "netutil",
            "transport",
            "lease",
            "v3compactor",
            "etcdutl",
            "verify",
            "grpclog",
            "osutil");

    /** For the service loader. */
    public KubernetesComponentFormat() {
        super("kubernetes.component", "kubernetes.component_logs");
    }

    @Override
    protected boolean mayBe(byte[] bytes) {
        return bytes.length > 24 && "IWEF".indexOf(bytes[0]) >= 0 && bytes[1] >= '0' && bytes[1] <= '1';
    }

    @Override
    protected Optional<ObjectNode> line(String text) {
        return KlogLine.of(text).map(KubernetesComponentFormat::record);
    }

    /** The line as the same program would have written it as JSON. */
    static ObjectNode record(KlogLine line) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        line.pairs().forEach(record::put);
        return record.put("stamp", line.stamp())
                .put("level", line.level())
                .put("thread", line.thread())
                .put("caller", line.file() + ":" + line.number())
                .put("msg", line.message());
    }

    @Override
    protected Optional<ObjectNode> record(ObjectNode json) {
        return isLine(json) ? Optional.of(json) : Optional.empty();
    }

    static boolean isLine(ObjectNode json) {
        boolean said = json.path("msg").isTextual() && json.has("ts");
        boolean klog = json.path("ts").isNumber() && (json.path("v").isIntegralNumber() || json.has("err"));
        boolean zap = json.path("level").isTextual() && json.path("caller").isTextual();
        return said && (klog || zap);
    }

    @Override
    protected boolean isCertain(Fields record) {
        return !record.at("level").isTextual() || KlogLine.isStamp(record.text("stamp")) || isEtcd(record);
    }

    @Override
    protected String stamp(Fields record, Source source) {
        String stamp = record.text("stamp");
        if (KlogLine.isStamp(stamp)) {
            return KlogLine.time(stamp, source.receivedAt(), source.zone())
                    .map(Instant::toString)
                    .orElse(stamp);
        }
        JsonNode time = record.at("ts");
        return time.isNumber() ? epoch(time.asDouble()) : time.asText();
    }

    /** Seconds in old releases, milliseconds since. */
    private static String epoch(double number) {
        double millis = number < 1e11 ? number * 1000 : number;
        try {
            return Instant.ofEpochMilli((long) Math.floor(millis))
                    .plusNanos((long) ((millis - Math.floor(millis)) * 1000) * 1000)
                    .toString();
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return String.valueOf(number);
        }
    }

    @Override
    protected void write(Fields record, Source source, EcsDocument document) {
        String container = source.attributes().getOrDefault("k8s.container", "");
        document.text("service.name", isEtcd(record) ? "etcd" : "").text("service.name", container);
        write(record, document);
    }

    private static boolean isEtcd(Fields record) {
        String caller = record.text("caller");
        int slash = caller.indexOf('/');
        return slash > 0 && record.at("level").isTextual() && ETCD.contains(caller.substring(0, slash));
    }

    /** Writes what a line says, wherever it stood. */
    static void write(Fields record, EcsDocument document) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : record.root().properties()) {
            boolean own = entry.getKey().equals("stamp")
                    && !KlogLine.isStamp(entry.getValue().asText());
            if (own || !HEAD.contains(entry.getKey())) {
                named.set(entry.getKey(), entry.getValue());
            }
        }
        String level = record.text("level", "severity");
        String said = level.isEmpty() ? named.has("err") ? "error" : "info" : level;
        ComponentFields.write(said, record.text("caller"), record.text("msg"), OWN + "fields", named, document);
        record.number("thread", "process.thread.id", document);
        record.number("v", OWN + "verbosity", document);
        document.text("log.logger", record.text("logger"));
        ComponentMeaning.write(record, document);
        ToldPod.write(record, document);
    }
}
