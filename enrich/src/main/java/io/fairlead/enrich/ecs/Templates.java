// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The mappings that documents must fit, read from the component templates on the class path. */
public final class Templates {
    private Templates() {}

    /**
     * The shape of the fields below a path.
     *
     * @param component name of the component template
     * @param path dotted path of an object that it maps
     */
    public static Shape shape(String component, String path) {
        String resource = "/elasticsearch/" + component + ".component.json";
        try (InputStream in = Templates.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + resource);
            }
            JsonNode node = JsonMapper.builder().build().readTree(in).at("/template/mappings");
            for (String name : path.split("\\.", -1)) {
                node = node.path("properties").path(name);
            }
            if (node.path("properties").isEmpty()) {
                throw new IllegalStateException(resource + " maps no object " + path);
            }
            return Shape.of(node);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
