// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.format.Fields;
import java.util.regex.Pattern;

/** What a resource of a report is: its kind and name, never its body. */
final class KubescapeResource {
    private static final Pattern KIND = Pattern.compile("[A-Za-z]{1,63}");
    private static final int KIND_AND_NAME = 2;
    private static final int WITH_NAMESPACE = 3;

    private KubescapeResource() {}

    /** Of an entry of {@code resources}; what its object does not say, its id does. */
    static ObjectNode of(ObjectNode entry) {
        Fields fields = new Fields(entry);
        ObjectNode resource = named(fields.text("resourceID"));
        if (entry.path("object") instanceof ObjectNode object) {
            resource.setAll(object(object));
        }
        String path = fields.text("source.relativePath", "source.path");
        if (!path.isEmpty()) {
            resource.put("path", Heads.cut(path));
        }
        return resource;
    }

    /** Of an object of a cluster. */
    static ObjectNode object(ObjectNode object) {
        ObjectNode resource = Heads.of(object, "apiVersion", "kind", "name", "namespace");
        if (object.path("metadata") instanceof ObjectNode metadata) {
            resource.setAll(Heads.of(metadata, "name", "namespace"));
        }
        return resource;
    }

    /** Of an id alone: {@code [path=…/]group/version/namespace/kind/name}, parts of which may be empty. */
    static ObjectNode named(String id) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put("resourceID", Heads.cut(id));
        String[] parts = id.split("/", -1);
        int last = parts.length;
        // what is no id of a resource, an address or a command for example, is not taken apart
        boolean known = !id.contains("://")
                && id.indexOf(' ') < 0
                && last >= WITH_NAMESPACE
                && !parts[last - 1].isEmpty()
                && KIND.matcher(parts[last - KIND_AND_NAME]).matches();
        if (known) {
            resource.put("name", Heads.cut(parts[last - 1]));
            resource.put("kind", Heads.cut(parts[last - KIND_AND_NAME]));
            resource.put("namespace", Heads.cut(parts[last - WITH_NAMESPACE]));
        }
        return resource;
    }
}
