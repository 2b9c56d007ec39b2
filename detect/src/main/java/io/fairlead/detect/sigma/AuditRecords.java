// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of single records of the Linux audit daemon in documents that join the records of an event: the types of all of them,
 * and the arguments of the program ({@code EXECVE}) as well as of the system call ({@code SYSCALL}).
 *
 * @param name {@code type}, or {@code a} and a number
 */
record AuditRecords(String name) implements Projection {
    private static final Pattern ARGUMENT = Pattern.compile("a[0-9]{1,3}");
    /** Parts of a joined document, and the record that they come from. */
    private static final List<List<String>> PARTS = List.of(
            List.of("process.args", "EXECVE"),
            List.of("auditd.paths", "PATH"),
            List.of("process.title", "PROCTITLE"),
            List.of("process.working_directory", "CWD"),
            List.of("auditd.data.socket_family", "SOCKADDR"));

    static Optional<Projection> of(String name) {
        return name.equals("type") || ARGUMENT.matcher(name).matches()
                ? Optional.of(new AuditRecords(name))
                : Optional.empty();
    }

    @Override
    public List<String> sources() {
        if (!isType()) {
            return List.of("process.args", "auditd.data." + name);
        }
        List<String> sources = new ArrayList<>(List.of("auditd.message_type"));
        PARTS.forEach(part -> sources.add(part.getFirst()));
        return sources;
    }

    @Override
    public List<String> values(List<Tree> trees) {
        List<String> values = new ArrayList<>();
        if (!isType()) {
            values.addAll(trees.getFirst().at(name.substring(1)).texts());
            values.addAll(trees.getLast().texts());
            return values;
        }
        trees.getFirst().texts().forEach(type -> values.add(type.toUpperCase(Locale.ROOT)));
        for (int i = 0; i < PARTS.size(); i++) {
            if (!trees.get(i + 1).isNothing()) {
                values.add(PARTS.get(i).getLast());
            }
        }
        return values;
    }

    private boolean isType() {
        return name.equals("type");
    }
}
