// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The values that Falco's own rules write into their sentences: {@code (user=root command=bash -c id container_id=…)}, or
 * behind a bar. Values may hold spaces and are not quoted, and a process chooses its name and its command: such a value
 * ends where another word of these rules follows, and of a word that stands twice behind one none counts. Source: Falco,
 * default rules.
 */
final class SentencePairs {
    /** Words of the rules, and the field that each of them shows. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("evt_type", "evt.type"),
            Map.entry("user", "user.name"),
            Map.entry("user_uid", "user.uid"),
            Map.entry("user_loginuid", "user.loginuid"),
            Map.entry("user_loginname", "user.loginname"),
            Map.entry("process", "proc.name"),
            Map.entry("proc_exepath", "proc.exepath"),
            Map.entry("parent", "proc.pname"),
            Map.entry("command", "proc.cmdline"),
            Map.entry("cmdline", "proc.cmdline"),
            Map.entry("pcmdline", "proc.pcmdline"),
            Map.entry("terminal", "proc.tty"),
            Map.entry("exe_flags", "evt.arg.flags"),
            Map.entry("pid", "proc.pid"),
            Map.entry("ppid", "proc.ppid"),
            Map.entry("file", "fd.name"),
            Map.entry("connection", "fd.name"),
            Map.entry("fd_type", "fd.type"),
            Map.entry("fd_proto", "fd.l4proto"),
            Map.entry("gparent", "proc.aname[2]"),
            Map.entry("ggparent", "proc.aname[3]"),
            Map.entry("gggparent", "proc.aname[4]"),
            Map.entry("container_id", "container.id"),
            Map.entry("container_name", "container.name"),
            Map.entry("container_image", "container.image"),
            Map.entry("container_image_repository", "container.image.repository"),
            Map.entry("container_image_tag", "container.image.tag"),
            Map.entry("k8s_ns", "k8s.ns.name"),
            Map.entry("k8s.ns", "k8s.ns.name"),
            Map.entry("k8s_ns_name", "k8s.ns.name"),
            Map.entry("k8s_pod", "k8s.pod.name"),
            Map.entry("k8s.pod", "k8s.pod.name"),
            Map.entry("k8s_pod_name", "k8s.pod.name"));

    /** Words whose values a process chooses. */
    private static final Set<String> FREE = Set.of(
            "process",
            "proc_exepath",
            "parent",
            "command",
            "cmdline",
            "pcmdline",
            "file",
            "gparent",
            "ggparent",
            "gggparent");

    private static final Pattern WORD = Pattern.compile("(?:^|[ (])([a-z0-9_.]{1,32})=");
    private static final int LONGEST = 16 * 1024;

    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private final Set<String> certain = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private boolean chosen;

    private SentencePairs() {}

    /** The fields by their names; none when the sentence has no such part. */
    static ObjectNode of(String sentence) {
        int bar = sentence.indexOf(" | ");
        int open = sentence.indexOf(" (");
        boolean closed = open >= 0 && sentence.endsWith(")");
        int from = bar >= 0 && (open < 0 || bar < open) ? bar + 3 : closed ? open + 2 : -1;
        SentencePairs pairs = new SentencePairs();
        if (from >= 0 && sentence.length() <= LONGEST) {
            pairs.read(sentence.substring(from, sentence.length() - (closed && from == open + 2 ? 1 : 0)));
        }
        return pairs.fields;
    }

    private void read(String text) {
        Matcher word = WORD.matcher(text);
        String name = "";
        int begin = 0;
        while (word.find()) {
            String next = word.group(1);
            if (FIELDS.containsKey(next)) {
                take(name, text.substring(begin, word.start()));
                name = next;
                begin = word.end();
            } else if (!isCommand(name)) {
                take(name, text.substring(begin, word.start()));
                name = "";
            }
        }
        take(name, text.substring(begin));
    }

    private static boolean isCommand(String name) {
        return name.endsWith("cmdline") || name.equals("command");
    }

    private void take(String name, String value) {
        String field = FIELDS.getOrDefault(name, "");
        if (field.isEmpty() || certain.contains(field)) {
            return;
        }
        boolean free = FREE.contains(name);
        if (!chosen && !free) {
            certain.add(field);
        }
        chosen |= free;
        if (!seen.add(field)) {
            fields.remove(field);
        } else {
            fields.put(field, free || value.indexOf(' ') < 0 ? value.strip() : value.substring(0, value.indexOf(' ')));
        }
    }
}
