// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import java.util.Optional;

/** Lines of a file, joined where they belong together. */
public final class PlainMultilineFormat extends MultilineFormat {
    /** For the service loader. */
    public PlainMultilineFormat() {
        super("plain.multiline", "generic.plain");
    }

    @Override
    Optional<Written> read(byte[] line) {
        return Optional.of(Written.plain(line));
    }
}
