// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import io.fairlead.schemas.identity.Identity;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The hash of a file's first line, or of its first 1 KiB where the line is longer. It stays while the file grows, and
 * says nothing before the line is whole.
 */
final class Fingerprint {
    private static final int HEAD = 1024;

    private Fingerprint() {}

    static Optional<String> of(FileContent content) throws IOException {
        byte[] head = new byte[HEAD];
        int count = content.readFully(0, head);
        for (int i = 0; i < count; i++) {
            if (head[i] == '\n') {
                return Optional.of(Identity.hash("file", Arrays.copyOf(head, i + 1)));
            }
        }
        boolean enough = count == HEAD || (count > 0 && content.complete());
        return enough ? Optional.of(Identity.hash("file", Arrays.copyOf(head, count))) : Optional.empty();
    }
}
