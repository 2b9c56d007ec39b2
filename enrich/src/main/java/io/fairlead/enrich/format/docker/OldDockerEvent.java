// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.docker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.format.Fields;
import java.util.Set;

/** An event as engines before 1.10 write it: {@code status}, {@code id}, {@code from} of a container or an image. Source: Docker Remote API 1.21. */
final class OldDockerEvent {
    private static final Set<String> OF_IMAGES = Set.of("delete", "import", "pull", "push", "tag", "untag");

    private OldDockerEvent() {}

    static boolean is(ObjectNode record) {
        return record.path("status").isTextual()
                && record.path("id").isTextual()
                && record.path("time").isIntegralNumber()
                && (record.has("from")
                        || OF_IMAGES.contains(record.path("status").textValue()))
                && !record.has("Type");
    }

    /** The event as engines write it since. */
    static Fields asNew(Fields old) {
        String status = old.text("status");
        String image = old.text("from");
        boolean ofImage = image.isEmpty() && OF_IMAGES.contains(status);
        ObjectNode record = JsonNodeFactory.instance
                .objectNode()
                .put("Type", ofImage ? "image" : "container")
                .put("Action", status);
        ObjectNode actor = record.putObject("Actor").put("ID", old.text("id"));
        actor.putObject("Attributes").put("image", image);
        return new Fields(record);
    }
}
