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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The log of a container runtime itself: containerd, CRI-O, dockerd, whose lines are {@code time="…" level=… msg="…"} and
 * more pairs, or the same as JSON. Source: logrus, text and JSON formatter; CRI-O and containerd, logging.
 */
public final class RuntimeLogFormat extends LineFormat {
    private static final String OWN = "container_runtime.";
    private static final Set<String> HEAD = Set.of("time", "level", "msg");

    /** Names with beginnings of values, and words, that these programs write and others that use the same library do not. */
    private static final Map<String, String> NAMES =
            Map.of("runtime", "io.containerd", "module", "libcontainerd", "address", "/run/containerd");

    private static final List<String> WORDS = List.of(
            "containerd",
            "RunPodSandbox",
            "StopPodSandbox",
            "RemovePodSandbox",
            "PullImage",
            "CreateContainer",
            "StartContainer",
            "StopContainer",
            "RemoveContainer",
            "ExecSync",
            "shim disconnected",
            "cleaning up dead shim",
            "TaskExit",
            "TaskOOM",
            "ImageCreate",
            "ImageUpdate",
            "ImageDelete",
            "cri-o",
            "OCI runtime",
            "dockerd",
            "API listen on",
            "libnetwork");

    /** For the service loader. */
    public RuntimeLogFormat() {
        super("container_runtime", "container_runtime.log");
    }

    @Override
    protected boolean mayBe(byte[] bytes) {
        return bytes.length > 12 && bytes[0] == 't' && bytes[4] == '=' && bytes[5] == '"';
    }

    @Override
    protected Optional<ObjectNode> line(String text) {
        return Logfmt.line(text).map(RuntimeLogFormat::record).filter(RuntimeLogFormat::isLine);
    }

    /** The pairs of a line as a record. */
    public static ObjectNode record(Map<String, String> pairs) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        pairs.forEach(record::put);
        return record;
    }

    @Override
    protected Optional<ObjectNode> record(ObjectNode json) {
        return Optional.of(json).filter(RuntimeLogFormat::isLine);
    }

    private static boolean isLine(ObjectNode record) {
        return record.path("time").isTextual()
                && record.path("level").isTextual()
                && record.path("msg").isTextual();
    }

    @Override
    protected boolean isCertain(Fields record) {
        String message = record.text("msg");
        boolean registry = record.root().has("http.request.uri");
        return !registry
                && (NAMES.entrySet().stream()
                                .anyMatch(name -> record.text(name.getKey()).startsWith(name.getValue()))
                        || record.text("file").contains(".go:")
                                && !record.root().has("func")
                        || WORDS.stream().anyMatch(message::contains));
    }

    @Override
    protected String stamp(Fields record, Source source) {
        String time = record.text("time");
        // CRI-O writes a blank between day and time
        return time.length() > 10 && time.charAt(10) == ' ' ? time.substring(0, 10) + "T" + time.substring(11) : time;
    }

    @Override
    protected void write(Fields record, Source source, EcsDocument document) {
        write(record, document);
    }

    /** Writes what a line says, wherever it stood. */
    public static void write(Fields record, EcsDocument document) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : record.root().properties()) {
            if (!HEAD.contains(entry.getKey())) {
                named.set(entry.getKey(), entry.getValue());
            }
        }
        String message = record.text("msg");
        String namespace = record.text("namespace");
        boolean task = namespace.equals("k8s.io") || namespace.equals("moby");
        ComponentFields.write(record.text("level"), record.text("file"), message, OWN + "fields", named, document);
        document.text("container.id", task ? record.text("id") : "")
                .text("container.id", record.text("container_id", "containerID", "container"))
                .text(OWN + "sandbox_id", record.text("sandbox_id", "sandboxID"))
                .text(OWN + "module", record.text("module", "runtime"))
                .text("event.action", action(message));
        RuntimeMessage.write(message, OWN + "sandbox_id", document);
    }

    /** The request of the container runtime interface that a message tells of. */
    private static String action(String message) {
        for (String word : WORDS) {
            if (Character.isUpperCase(word.charAt(0)) && word.indexOf(' ') < 0 && message.contains(word)) {
                return word;
            }
        }
        return "";
    }
}
