// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import java.util.Map;
import java.util.Optional;

/**
 * A message of a program to the system's log, however it was written.
 *
 * @param priority facility × 8 + severity, 0 to 191; empty when it was not written
 * @param stamp when it was written: RFC 3339, or month, day and time without a year; empty when it was not
 * @param host which machine says to have written it; empty when it was not said
 * @param program which program
 * @param process its process id or another word
 * @param kind the type of the message (MSGID)
 * @param data structured data by id and name
 * @param text what the program said
 */
record Message(
        Optional<Integer> priority,
        String stamp,
        String host,
        String program,
        String process,
        String kind,
        Map<String, Map<String, String>> data,
        String text) {
    /** A text without any head. */
    static Message bare(Optional<Integer> priority, String text) {
        return new Message(priority, "", "", "", "", "", Map.of(), text);
    }
}
