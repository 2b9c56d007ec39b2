// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import java.io.IOException;

/** A body that cannot be read to its end. */
final class BodyFault extends IOException {
    private static final long serialVersionUID = 1;

    /** Why. */
    enum Kind {
        TOO_LARGE,
        TIMEOUT,
        GONE
    }

    private final Kind kind;

    BodyFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
