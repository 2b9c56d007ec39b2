// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import io.fairlead.enrich.format.auditd.AuditEvent.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Says what an event means: its action, object, program, users and ECS categories. */
final class Interpretation {
    private static final List<String> INTERPRETERS =
            List.of("/usr/bin/python", "/usr/bin/sh", "/usr/bin/bash", "/usr/bin/perl");

    private Interpretation() {}

    static void apply(AuditEvent event) {
        how(event);
        String call = event.data.get("syscall");
        Optional<Meaning> ofCall = Optional.ofNullable(call).map(CallMeanings::of);
        Optional<Meaning> meaning = event.type.equals("syscall") ? ofCall : TypeMeanings.of(event.type, event.data);
        meaning.ifPresent(known -> {
            event.kind = known.kind();
            event.categories = known.categories();
            event.types = known.types();
            if (ofCall.isPresent() && !ofCall.get().equals(known)) {
                event.categories = joined(known.categories(), ofCall.get().categories());
                event.types = joined(known.types(), ofCall.get().types());
            }
            describe(event, known);
            people(event, known.people());
        });
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static void describe(AuditEvent event, Meaning meaning) {
        event.action = meaning.action();
        event.objectType = meaning.object();
        if (meaning.object().equals("file") || meaning.object().equals("filesystem")) {
            file(event, meaning.path());
        } else if (meaning.object().equals("socket")) {
            event.objectPrimary = event.first(List.of("socket_addr", "socket_path"));
            event.objectSecondary = event.value("socket_port");
        }
        event.actor = or(event.first(meaning.actor()), event.actor);
        event.actorSecondary = or(event.first(meaning.actorSecondary()), event.actorSecondary);
        event.objectPrimary = or(event.first(meaning.primary()), event.objectPrimary);
        event.objectSecondary = or(event.first(meaning.secondary()), event.objectSecondary);
        event.how = or(event.first(meaning.how()), event.how);
        String address = event.data.get("addr");
        if (meaning.sourceAddress() && event.source.isEmpty() && address != null) {
            event.data.remove("addr");
            event.source.put("ip", address);
            event.direction = "ingress";
        }
    }

    private static String or(String value, String otherwise) {
        return value.isEmpty() ? otherwise : value;
    }

    /** The program; for an interpreter the name of what it runs. */
    private static void how(AuditEvent event) {
        String program = event.data.get("exe");
        String name = event.data.get("comm");
        if (program == null) {
            event.how = name == null ? "" : name;
        } else {
            boolean interpreter = INTERPRETERS.stream().anyMatch(program::startsWith);
            event.how = interpreter && name != null ? name : program;
        }
    }

    private static void file(AuditEvent event, int index) {
        if (event.paths.isEmpty()) {
            return;
        }
        int start = event.paths.size() > index ? index : 0;
        SortedMap<String, String> path = event.paths.subList(start, event.paths.size()).stream()
                .filter(candidate -> !isAside(candidate))
                .findFirst()
                .orElse(event.paths.get(start));
        event.objectPrimary = path.getOrDefault("name", "");
        copy(path, "name", event, "path");
        copy(path, "inode", event, "inode");
        copy(path, "rdev", event, "device");
        copy(path, "ouid", event, "uid");
        copy(path, "ogid", event, "gid");
        FileMode.of(path.getOrDefault("mode", "")).ifPresent(mode -> {
            event.file.put("mode", mode.permissions());
            event.objectType = mode.type();
        });
        for (Map.Entry<String, String> entry : path.entrySet()) {
            if (entry.getKey().startsWith("obj_")) {
                event.file.put("selinux." + entry.getKey().substring(4), entry.getValue());
            }
        }
    }

    private static boolean isAside(Map<String, String> path) {
        String kind =
                path.getOrDefault("nametype", path.getOrDefault("objtype", "")).toUpperCase(Locale.ROOT);
        return kind.equals("PARENT") || kind.equals("UNKNOWN");
    }

    private static void copy(Map<String, String> path, String key, AuditEvent event, String name) {
        String value = path.get(key);
        if (value != null) {
            event.file.put(name, value);
        }
    }

    private static void people(AuditEvent event, Meaning.People people) {
        if (people == Meaning.People.NONE) {
            return;
        }
        event.user = Person.of(event.actor);
        Person second = Person.of(event.actorSecondary);
        Person object = Person.of(event.objectPrimary);
        Person own = Person.of(event.ids.getOrDefault("uid", ""));
        switch (people) {
            case NONE -> {}
            case SESSION -> event.effective = second;
            case LOGIN -> event.effective = object;
            case USER_CHANGE -> {
                event.effective = second;
                event.target = object;
            }
            case GROUP_CHANGE -> {
                event.effective = second;
                event.group = object;
            }
            case OTHER_USER -> {
                event.effective = own;
                event.target = second;
            }
            case OTHER_GROUP -> {
                event.effective = own;
                event.group = second;
            }
        }
    }
}
