// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.detect.RuleTexts;
import java.nio.ByteBuffer;
import java.util.List;

/** Documents of started processes, as the pipeline writes them for each sensor. */
final class ProcessEvent {
    static final String AUDITD = "auditd_manager.auditd";
    static final String TETRAGON = "cilium_tetragon.log";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final String dataset;
    private final ObjectNode document = MAPPER.createObjectNode();

    private ProcessEvent(String dataset) {
        this.dataset = dataset;
        with("@timestamp", "2026-11-22T14:58:00.123Z");
        with("event.category", List.of("process"));
        with("event.type", List.of("start"));
        with("event.action", "executed");
        with("host.name", "node-1");
    }

    /** What the audit daemon tells of an execve by root, without a login and a terminal. */
    static ProcessEvent auditd(String executable, String... args) {
        ProcessEvent event = new ProcessEvent(AUDITD).program("process", executable, args);
        return event.with("auditd.message_type", "syscall")
                .with("auditd.data.syscall", "execve")
                .with("auditd.data.exit", "0")
                .with("auditd.data.tty", "(none)")
                .with("auditd.result", "success")
                .with("process.parent.pid", 2100)
                .user("0", "root")
                .with("user.group.id", "0");
    }

    /** What Tetragon tells of a process of root on the host. */
    static ProcessEvent tetragon(String executable, String... args) {
        return new ProcessEvent(TETRAGON)
                .program("process", executable, args)
                .parent("/usr/bin/bash")
                .user("0", "root")
                .with("cilium_tetragon.log.process_exec.process.binary", executable)
                .with("cilium_tetragon.log.process_exec.process.auid", 4294967295L);
    }

    ProcessEvent parent(String executable, String... args) {
        return program("process.parent", executable, args);
    }

    /** The parents of the parent, the nearest first. */
    ProcessEvent ancestors(String... executables) {
        for (String executable : executables) {
            at("cilium_tetragon.log.process_exec")
                    .withArray("/ancestors")
                    .addObject()
                    .put("binary", executable);
        }
        return this;
    }

    ProcessEvent user(String id, String name) {
        return with("user.id", id).with("user.name", name);
    }

    ProcessEvent container(String image, String tag) {
        return with("container.id", "e6af4dff4ea3b8d50313c59fbaa442e377da35671e79f43b8dc53c5efcc9b659")
                .with("container.runtime", "containerd")
                .with("container.image.name", image)
                .with("container.image.tag", tag)
                .with("cilium_tetragon.log.process_exec.process.pod.namespace", "shop")
                .with("cilium_tetragon.log.process_exec.process.pod.name", "web-0")
                .with("cilium_tetragon.log.process_exec.process.pod.container.name", "web");
    }

    ProcessEvent container() {
        return container("docker.io/library/shop", "1.2");
    }

    /** Sets the value at a dotted path. */
    ProcessEvent with(String path, Object value) {
        int dot = path.lastIndexOf('.');
        ObjectNode parent = dot < 0 ? document : at(path.substring(0, dot));
        parent.set(path.substring(dot + 1), MAPPER.valueToTree(value));
        return this;
    }

    ProcessEvent without(String path) {
        int dot = path.lastIndexOf('.');
        (dot < 0 ? document : at(path.substring(0, dot))).remove(path.substring(dot + 1));
        return this;
    }

    String dataset() {
        return dataset;
    }

    ByteBuffer document() {
        return RuleTexts.document(document.toString());
    }

    @Override
    public String toString() {
        return document.toString();
    }

    private ProcessEvent program(String path, String executable, String... args) {
        with(path + ".executable", executable);
        with(path + ".name", executable.substring(executable.lastIndexOf('/') + 1));
        List<String> all = new java.util.ArrayList<>(List.of(executable));
        all.addAll(List.of(args));
        return with(path + ".args", all).with(path + ".command_line", String.join(" ", all));
    }

    private ObjectNode at(String path) {
        ObjectNode node = document;
        for (String step : path.split("\\.", -1)) {
            JsonNode next = node.get(step);
            node = next instanceof ObjectNode object ? object : node.putObject(step);
        }
        return node;
    }
}
