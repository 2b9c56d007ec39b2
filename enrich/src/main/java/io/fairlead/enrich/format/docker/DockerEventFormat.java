// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An event of the Docker engine or of a swarm, as its API's {@code /events} and {@code docker events} write it, that of engines
 * before 1.10 and the command's own text too. Source: Docker Engine API, monitor events; docker system events.
 */
public final class DockerEventFormat extends RecordFormat {
    private static final Set<String> TYPES = Set.of(
            "container",
            "image",
            "volume",
            "network",
            "daemon",
            "plugin",
            "node",
            "service",
            "secret",
            "config",
            "builder");
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.of(
            "Type", "docker.event.type",
            "scope", "docker.event.scope",
            "Actor.ID", "docker.event.actor.id",
            "Actor.Attributes.name", "docker.event.actor.name",
            "Actor.Attributes.signal", "docker.event.actor.signal",
            "Actor.Attributes.execID", "docker.event.actor.exec_id",
            "Actor.Attributes.container", "docker.event.actor.container"));
    private static final long NANOS = 1_000_000_000L;

    /** For the service loader. */
    public DockerEventFormat() {
        super("docker.event", "docker.event");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return TYPES.contains(record.path("Type").asText())
                        && record.path("Action").isTextual()
                        && record.path("Actor").path("ID").isTextual()
                || OldDockerEvent.is(record);
    }

    /** Whether bytes are a line of {@code docker events}, which reads like a line of a log with a machine and a program. */
    public static boolean isLine(byte[] bytes) {
        return bytes.length > 0
                && bytes[0] >= '0'
                && bytes[0] <= '9'
                && DockerEventLine.read(bytes) instanceof JsonTree.Read;
    }

    @Override
    protected boolean isText(Source source) {
        byte[] bytes = source.bytes();
        return bytes.length > 0 && bytes[0] >= '0' && bytes[0] <= '9';
    }

    @Override
    protected JsonTree tree(Source source) {
        return isText(source) ? DockerEventLine.read(source.bytes()) : source.json();
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        try {
            if (record.path("time").isTextual()) {
                return record.path("time").textValue();
            }
            if (record.path("timeNano").isIntegralNumber()) {
                long nanos = record.path("timeNano").asLong();
                return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS))
                        .toString();
            }
            return record.path("time").isIntegralNumber()
                    ? Instant.ofEpochSecond(record.path("time").asLong()).toString()
                    : "";
        } catch (DateTimeException outOfRange) {
            return record.path("time").asText();
        }
    }

    @Override
    protected String id(ObjectNode record) {
        String actor = record.path("Actor").path("ID").asText();
        String id = record.has("Actor") ? actor : record.path("id").asText();
        return id + record.path("timeNano").asText();
    }

    @Override
    protected void write(Fields written, EcsDocument document) {
        Fields record = OldDockerEvent.is(written.root()) ? OldDockerEvent.asNew(written) : written;
        record.copy(TEXTS, document);
        record.flattened("Actor.Attributes", "docker.event.actor.attributes", document);
        String whole = record.text("Action");
        int colon = whole.indexOf(": ");
        String action = colon < 0 ? whole : whole.substring(0, colon);
        String type = record.text("Type");
        String name = record.text("Actor.Attributes.name");
        document.text("event.action", action)
                .text("docker.event.action", action)
                .texts("event.category", List.of(type.equals("container") ? "process" : "configuration"))
                .texts("event.type", List.of(type(action)))
                .text("message", type + " " + whole + (name.isEmpty() ? "" : " " + name))
                .text("service.type", "docker");
        if (action.startsWith("exec_") && colon > 0) {
            document.text("process.command_line", whole.substring(colon + 2));
        }
        if (action.equals("health_status") && colon > 0) {
            document.text("event.reason", whole.substring(colon + 2));
        }
        if (type.equals("container")) {
            container(record, name, document);
        } else if (type.equals("image")) {
            String id = record.text("Actor.ID");
            image(id.startsWith("sha256:") && !name.isEmpty() ? name : id, document);
            document.texts("container.image.hash.all", id.startsWith("sha256:") ? List.of(id) : List.of());
        } else {
            // a network that it joined, a volume that it mounted
            document.text("container.id", record.text("Actor.Attributes.container"));
        }
        pod(record.root().path("Actor").path("Attributes"), document);
    }

    /** Kubelets that run containers with the engine itself name the pod in labels, which are attributes of the event. */
    private static void pod(JsonNode attributes, EcsDocument document) {
        String pod = attributes.path("io.kubernetes.pod.name").asText();
        if (!pod.isEmpty()) {
            String namespace = attributes.path("io.kubernetes.pod.namespace").asText();
            document.text("kubernetes.pod.name", pod)
                    .text(
                            "kubernetes.pod.uid",
                            attributes.path("io.kubernetes.pod.uid").asText())
                    .text("kubernetes.namespace", namespace)
                    .text(
                            "kubernetes.container.name",
                            attributes.path("io.kubernetes.container.name").asText())
                    .text("orchestrator.type", "kubernetes")
                    .text("orchestrator.namespace", namespace)
                    .text("orchestrator.resource.type", "pods")
                    .text("orchestrator.resource.name", pod);
        }
    }

    private static void container(Fields record, String name, EcsDocument document) {
        document.text("container.id", record.text("Actor.ID"))
                .text("container.name", name)
                .text("container.runtime", "docker");
        image(record.text("Actor.Attributes.image", "from"), document);
        String code = record.text("Actor.Attributes.exitCode");
        if (!code.isEmpty() && code.length() <= 4 && code.chars().allMatch(c -> c >= '0' && c <= '9')) {
            document.number("process.exit_code", Integer.parseInt(code));
        }
    }

    private static void image(String image, EcsDocument document) {
        int colon = image.lastIndexOf(':');
        boolean tag = colon > image.lastIndexOf('/') && image.indexOf('@') < 0 && !image.startsWith("sha256:");
        document.text("container.image.name", tag ? image.substring(0, colon) : image)
                .text("container.image.tag", tag ? image.substring(colon + 1) : "");
    }

    private static String type(String action) {
        return switch (action) {
            case "create", "exec_create", "import", "load", "pull", "tag", "commit" -> "creation";
            case "start", "restart", "unpause", "exec_start", "mount", "connect" -> "start";
            case "die", "kill", "stop", "oom", "exec_die", "pause", "unmount", "disconnect" -> "end";
            case "destroy", "delete", "remove", "prune", "untag" -> "deletion";
            case "update", "rename", "reload", "enable", "disable" -> "change";
            default -> "info";
        };
    }
}
