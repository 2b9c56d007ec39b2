// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import static io.fairlead.enrich.format.falco.OutputFields.Target.number;
import static io.fairlead.enrich.format.falco.OutputFields.Target.text;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.falco.OutputFields.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What happened to a process, by the fields of system calls. Source: falco.org, supported fields for conditions and outputs. */
final class SyscallFields {
    private static final Map<String, Target> TARGETS = Map.ofEntries(
            Map.entry("proc.name", text("process.name")),
            Map.entry("proc.cmdline", text("process.command_line")),
            Map.entry("proc.exepath", text("process.executable")),
            Map.entry("proc.cwd", text("process.working_directory")),
            Map.entry("proc.pid", number("process.pid")),
            Map.entry("proc.vpid", number("process.vpid")),
            Map.entry("proc.pname", text("process.parent.name")),
            Map.entry("proc.pcmdline", text("process.parent.command_line")),
            Map.entry("proc.pexepath", text("process.parent.executable")),
            Map.entry("proc.ppid", number("process.parent.pid")),
            Map.entry("proc.sid", number("process.session_leader.pid")),
            Map.entry("proc.sname", text("process.session_leader.name")),
            Map.entry("proc.sid.exepath", text("process.session_leader.executable")),
            Map.entry("proc.vpgid.name", text("process.group_leader.name")),
            Map.entry("proc.vpgid.exepath", text("process.group_leader.executable")),
            Map.entry("thread.tid", number("process.thread.id")),
            Map.entry("user.name", text("user.name")),
            Map.entry("user.uid", text("user.id")),
            Map.entry("group.name", text("process.group.name")),
            Map.entry("group.gid", text("process.group.id")),
            Map.entry("evt.type", text("event.action")),
            Map.entry("evt.num", number("event.sequence")),
            Map.entry("fd.directory", text("file.directory")),
            Map.entry("fd.filename", text("file.name")),
            Map.entry("fd.ino", text("file.inode")),
            Map.entry("fd.l4proto", text("network.transport")),
            Map.entry("container.name", text("container.name")),
            Map.entry("container.type", text("container.runtime")),
            Map.entry("container.image.tag", text("container.image.tag")),
            Map.entry("k8s.ns.name", text("kubernetes.namespace")),
            Map.entry("k8smeta.ns.name", text("kubernetes.namespace")),
            Map.entry("k8s.pod.name", text("kubernetes.pod.name")),
            Map.entry("k8smeta.pod.name", text("kubernetes.pod.name")),
            Map.entry("k8s.pod.uid", text("kubernetes.pod.uid")),
            Map.entry("k8smeta.pod.uid", text("kubernetes.pod.uid")),
            Map.entry("k8s.pod.ip", Target.address("orchestrator.resource.ip")),
            Map.entry("k8s.deployment.name", text("kubernetes.deployment.name")),
            Map.entry("k8smeta.deployment.name", text("kubernetes.deployment.name")),
            Map.entry("k8s.rs.name", text("kubernetes.replicaset.name")),
            Map.entry("k8smeta.rs.name", text("kubernetes.replicaset.name")));

    private final OutputFields fields;
    private final EcsDocument document;

    SyscallFields(OutputFields fields, EcsDocument document) {
        this.fields = fields;
        this.document = document;
    }

    /** Writes them; gives the categories beside that of all alerts. */
    List<String> write() {
        fields.copy(TARGETS);
        List<String> categories = new ArrayList<>();
        if (!fields.text("proc.name", "proc.cmdline", "proc.exepath").isEmpty()) {
            categories.add("process");
        }
        document.text("process.user.id", document.get("user.id")).text("process.user.name", document.get("user.name"));
        arguments();
        if (new ConnectionFields(fields, document).write()) {
            categories.add("network");
        }
        if (file()) {
            categories.add("file");
        }
        container();
        pod();
        outcome();
        return categories;
    }

    /** Falco writes arguments with blanks between them and no quotes. */
    private void arguments() {
        String arguments = fields.text("proc.args");
        String program = fields.text("proc.exepath", "proc.name");
        if (!arguments.isEmpty() && !program.isEmpty()) {
            List<String> words = new ArrayList<>(List.of(program));
            words.addAll(words(arguments));
            document.texts("process.args", words).number("process.args_count", words.size());
        }
        String capabilities = fields.text("thread.cap_effective");
        if (!capabilities.isEmpty()) {
            document.texts("process.thread.capabilities.effective", words(capabilities));
        }
        String permitted = fields.text("thread.cap_permitted");
        if (!permitted.isEmpty()) {
            document.texts("process.thread.capabilities.permitted", words(permitted));
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private boolean file() {
        String name = fields.text("fd.name", "fs.path.name");
        if (!name.startsWith("/")) {
            return false;
        }
        document.text("file.path", name)
                .textIfAbsent("file.name", name.substring(name.lastIndexOf('/') + 1))
                .text(
                        "file.type",
                        switch (fields.text("fd.type")) {
                            case "file" -> "file";
                            case "directory" -> "dir";
                            default -> "";
                        });
        return true;
    }

    private void container() {
        String id = fields.text("container.id");
        document.text("container.id", id.equals("host") ? "" : id)
                .texts("container.image.hash.all", fields.texts("container.image.digest"));
        String privileged = fields.text("container.privileged");
        if (privileged.equals("true") || privileged.equals("false")) {
            document.text("container.security_context.privileged", privileged);
        }
        String repository = fields.text("container.image.repository");
        String image = fields.text("container.image");
        int digest = image.indexOf('@');
        String tagged = digest < 0 ? image : image.substring(0, digest);
        int colon = tagged.lastIndexOf(':');
        boolean tag = colon > tagged.lastIndexOf('/');
        document.text("container.image.name", tag ? tagged.substring(0, colon) : tagged)
                .text("container.image.name", repository)
                .textIfAbsent("container.image.tag", tag ? tagged.substring(colon + 1) : "");
    }

    private void pod() {
        String pod = document.get("kubernetes.pod.name");
        if (!pod.isEmpty()) {
            document.text("orchestrator.type", "kubernetes")
                    .text("orchestrator.namespace", document.get("kubernetes.namespace"))
                    .text("orchestrator.resource.type", "pods")
                    .text("orchestrator.resource.name", pod)
                    .text("orchestrator.resource.id", document.get("kubernetes.pod.uid"));
        }
    }

    /** How the call ended: {@code SUCCESS}, or the name of an error. */
    private void outcome() {
        String result = fields.text("evt.res");
        String failed = fields.text("evt.failed");
        boolean failure = failed.equals("true") || !result.isEmpty() && !result.equals("SUCCESS");
        if (!result.isEmpty() || !failed.isEmpty()) {
            document.text("event.outcome", failure ? "failure" : "success")
                    .text("error.code", result.equals("SUCCESS") ? "" : result);
        }
    }
}
