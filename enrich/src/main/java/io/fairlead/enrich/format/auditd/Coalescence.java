// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Joins the records of one serial: the system call's own values, the paths, arguments and addresses that go with it, and
 * whatever else the records say; where two name a key, the first stands.
 */
final class Coalescence {
    private static final int MOST_ARGUMENTS = 10_000;

    private Coalescence() {}

    /** The event that these records, in the order they were written and without EOE, make up. */
    static AuditEvent of(List<AuditRecord> written) {
        List<AuditRecord> records = RecordOrder.restored(written);
        AuditRecord first = records.get(0);
        Optional<AuditRecord> call =
                records.stream().filter(r -> r.type().equals("syscall")).findFirst();
        AuditRecord base = call.orElse(first);
        AuditEvent event = new AuditEvent(first.line(), first.type());
        begin(event, base, records.size() > 1);
        for (AuditRecord record : records) {
            event.names.putAll(record.type().equals("path") ? Map.of() : record.names());
            switch (record.type()) {
                case "syscall" -> {}
                case "path" -> path(event, record, records.size() > 1);
                case "sockaddr" -> address(event, record, records.size() > 1);
                case "execve" -> arguments(event, record);
                default -> {
                    if (record != base) {
                        record.data().entrySet().forEach(event::add);
                    }
                }
            }
        }
        event.paths.sort(Comparator.comparingInt(RecordOrder::item));
        return event;
    }

    private static void begin(AuditEvent event, AuditRecord base, boolean joined) {
        SortedMap<String, String> data = new TreeMap<>(base.data());
        boolean piece = joined
                && !base.type().equals("syscall")
                && (base.type().equals("path")
                        || base.type().equals("sockaddr")
                        || base.type().equals("execve"));
        Optional.ofNullable(data.remove("result")).ifPresent(result -> event.result = result);
        Optional.ofNullable(data.remove("ses")).ifPresent(session -> event.session = session);
        event.actor = data.getOrDefault("auid", "");
        event.actorSecondary = data.getOrDefault("uid", "");
        event.keys.addAll(base.keys());
        if (joined) {
            data.remove("items");
        }
        if (piece) {
            return;
        }
        data.forEach((key, value) -> {
            if (key.endsWith("uid") || key.endsWith("gid")) {
                event.ids.put(key, value);
            } else if (key.startsWith("subj_")) {
                event.context.put(key.substring(5), value);
            } else if (!(base.type().equals("execve") && Decoding.isArgument(key))) {
                event.data.put(key, value);
            }
        });
    }

    private static void path(AuditEvent event, AuditRecord record, boolean joined) {
        if (joined) {
            event.paths.add(record.data());
        }
    }

    private static void address(AuditEvent event, AuditRecord record, boolean joined) {
        if (!joined) {
            return;
        }
        SortedMap<String, String> address = record.data();
        address.forEach((key, value) -> event.data.put("socket_" + key, value));
        switch (event.data.getOrDefault("syscall", "")) {
            case "recvfrom", "recvmsg", "accept", "accept4" -> {
                end(address, event.source);
                event.direction = "ingress";
            }
            case "connect", "sendto", "sendmsg" -> {
                end(address, event.destination);
                event.direction = "egress";
            }
            default -> {}
        }
    }

    private static void end(SortedMap<String, String> address, SortedMap<String, String> end) {
        copy(address, "addr", end, "ip");
        copy(address, "port", end, "port");
        copy(address, "path", end, "path");
    }

    private static void copy(Map<String, String> from, String key, Map<String, String> to, String name) {
        String value = from.get(key);
        if (value != null) {
            to.put(name, value);
        }
    }

    /** Arguments a0, a1, …; a long one comes in pieces a1[0], a1[1], …, and a long list in several records. */
    private static void arguments(AuditEvent event, AuditRecord record) {
        Optional.ofNullable(record.data().get("argc")).ifPresent(count -> event.data.put("argc", count));
        for (int i = event.arguments.size(); i < MOST_ARGUMENTS; i++) {
            String whole = record.data().get("a" + i);
            if (whole != null) {
                event.arguments.add(whole);
                continue;
            }
            StringBuilder pieces = new StringBuilder();
            int piece = 0;
            for (String part = record.data().get("a" + i + "[0]"); part != null; piece++) {
                pieces.append(part);
                part = record.data().get("a" + i + "[" + (piece + 1) + "]");
            }
            if (piece > 0) {
                event.arguments.add(pieces.toString());
            } else if (!continued(event, record, i)) {
                return;
            } else {
                i--;
            }
        }
    }

    /** A record may begin with a later piece of the argument that the one before it ended with. */
    private static boolean continued(AuditEvent event, AuditRecord record, int next) {
        if (next == 0) {
            return false;
        }
        String prefix = "a" + (next - 1) + "[";
        int piece = -1;
        for (String key : record.data().keySet()) {
            if (key.startsWith(prefix) && key.length() > prefix.length() + 1) {
                String digits = key.substring(prefix.length(), key.length() - 1);
                int number = digits.length() < 6 ? Integer.parseInt(digits) : 0;
                piece = number > 0 && (piece < 0 || number < piece) ? number : piece;
            }
        }
        if (piece < 0 || record.data().containsKey(prefix + "0]")) {
            return false;
        }
        StringBuilder text = new StringBuilder(event.arguments.get(next - 1));
        for (String part = record.data().remove(prefix + piece + "]"); part != null; piece++) {
            text.append(part);
            part = record.data().remove(prefix + (piece + 1) + "]");
        }
        event.arguments.set(next - 1, text.toString());
        return true;
    }
}
