// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of an audit log, its head read: {@code [node=NODE ]type=TYPE msg=audit(SECONDS.MILLIS:SERIAL): BODY}.
 *
 * @param node the machine, where the daemon writes it; else empty
 * @param type the record's type as written, for example SYSCALL
 * @param stamp {@code SECONDS.MILLIS:SERIAL}, the same for all records of one event
 * @param time when the event began, to the millisecond
 * @param serial its number
 * @param body what stands behind the head, the enriched part included
 */
record AuditLine(String node, String type, String stamp, Instant time, long serial, String body) {
    /** The kernel writes at most 8,970 characters; what is far longer is no line of an audit log. */
    static final int LONGEST = 64 * 1024;

    private static final String TYPE = "type=";
    private static final String NODE = "node=";
    private static final String MSG = "msg=audit(";
    private static final long LATEST = 9_000_000_000L;

    /** The line, or empty when it is none of an audit log. */
    static Optional<AuditLine> of(String line) {
        int type = line.startsWith(TYPE) ? 0 : line.startsWith(NODE) ? line.indexOf(' ') + 1 : -1;
        if (type < 0 || line.length() > LONGEST || !line.startsWith(TYPE, type)) {
            return Optional.empty();
        }
        int space = line.indexOf(' ', type);
        if (space <= type + TYPE.length() || !line.startsWith(MSG, space + 1)) {
            return Optional.empty();
        }
        int from = space + 1 + MSG.length();
        int dot = line.indexOf('.', from);
        int colon = dot < 0 ? -1 : line.indexOf(':', dot);
        int end = colon < 0 ? -1 : line.indexOf(')', colon);
        if (end < 0) {
            return Optional.empty();
        }
        long seconds = number(line, from, dot, 11);
        long millis = number(line, dot + 1, colon, 3);
        long serial = number(line, colon + 1, end, 10);
        if (seconds < 0 || seconds > LATEST || millis < 0 || serial < 0 || serial > 0xFFFF_FFFFL) {
            return Optional.empty();
        }
        String body = end + 1 < line.length() && line.charAt(end + 1) == ':'
                ? line.substring(end + 2)
                : line.substring(end + 1);
        return Optional.of(new AuditLine(
                type == 0 ? "" : line.substring(NODE.length(), type - 1),
                TypeNames.of(line.substring(type + TYPE.length(), space)),
                line.substring(from, end),
                Instant.ofEpochSecond(seconds, millis * 1_000_000),
                serial,
                body));
    }

    private static long number(String line, int from, int to, int most) {
        if (to <= from || to - from > most) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
