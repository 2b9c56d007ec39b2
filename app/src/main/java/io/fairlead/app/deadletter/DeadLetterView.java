// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.deadletter;

import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.Reference;
import java.util.LinkedHashMap;
import java.util.Map;

/** Dead letters as they are printed. */
public final class DeadLetterView {
    private DeadLetterView() {}

    /** For machines: every field, absent ones left out. */
    public static Map<String, Object> json(DeadLetter letter) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("at", letter.getAt().toString());
        view.put("stage", letter.getStage());
        view.put("code", letter.getCode());
        view.put("message", letter.getMessage());
        view.put("format", letter.getFormat());
        view.put("length", letter.getLength());
        Origin origin = letter.getOrigin();
        if (origin != null) {
            view.put("stream", origin.getStream());
            view.put("cluster", origin.getCluster());
        }
        if (letter.getReference() != null) {
            view.put("reference", place(letter.getReference()));
        }
        view.put("excerpt", letter.getExcerpt());
        return view;
    }

    /** For people: one line. */
    public static String line(DeadLetter letter) {
        Reference reference = letter.getReference();
        return letter.getAt() + "  " + letter.getStage() + "/" + letter.getCode() + "  "
                + (letter.getFormat().isEmpty() ? "-" : letter.getFormat()) + "  "
                + (reference == null ? "not in Kafka" : place(reference)) + "  "
                + letter.getMessage();
    }

    private static String place(Reference reference) {
        return reference.getTopic() + "-" + reference.getPartition() + "@" + reference.getOffset();
    }
}
