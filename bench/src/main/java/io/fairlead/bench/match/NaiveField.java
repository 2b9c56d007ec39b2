// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field, with its values in the document that was asked about last. Of one thread. */
final class NaiveField {
    private final String path;
    private @Nullable NaiveDocument last;
    private List<NaiveValue> values = List.of();

    NaiveField(String path) {
        this.path = path;
    }

    List<NaiveValue> values(NaiveDocument document) {
        if (document != last) {
            last = document;
            values = document.values(path);
        }
        return values;
    }
}
