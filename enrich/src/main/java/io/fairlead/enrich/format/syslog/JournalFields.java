// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;

/** What the journal knows of the process that wrote an entry. */
final class JournalFields {
    private JournalFields() {}

    static void write(ObjectNode root, EcsDocument document) {
        document.text("process.executable", JournalEntry.text(root, "_EXE"))
                .text("process.command_line", JournalEntry.text(root, "_CMDLINE"))
                .text("process.user.id", JournalEntry.text(root, "_UID"))
                .text("host.id", JournalEntry.text(root, "_MACHINE_ID"))
                .text("service.name", JournalEntry.text(root, "_SYSTEMD_UNIT"))
                .text("container.id", JournalEntry.text(root, "CONTAINER_ID_FULL"))
                .text("container.name", JournalEntry.text(root, "CONTAINER_NAME"));
        ObjectNode rest = root.deepCopy();
        rest.remove("MESSAGE");
        rest.remove("message");
        document.node("journald", Flattened.of(FieldNames.repaired(rest)));
    }
}
