// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import java.util.Optional;

/** Lines of a container's log, CRI or Docker's json-file, joined where they belong together. */
public final class ContainerMultilineFormat extends MultilineFormat {
    /** For the service loader. */
    public ContainerMultilineFormat() {
        super("container.multiline", "kubernetes.container_logs");
    }

    @Override
    Optional<Written> read(byte[] line) {
        return Written.container(line);
    }
}
