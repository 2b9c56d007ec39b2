// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import io.fairlead.enrich.ecs.EcsDocument;
import java.util.List;

/**
 * The full name of an image, in its parts.
 *
 * @param name registry and repository
 * @param tag the tag, or empty
 * @param digest the digest, or empty
 */
public record ImageName(String name, String tag, String digest) {
    /** The parts of {@code registry:5000/repository:tag@sha256:…}; a scheme such as {@code docker://} is no part of it. */
    public static ImageName of(String full) {
        int scheme = full.indexOf("://");
        String rest = scheme >= 0 ? full.substring(scheme + "://".length()) : full;
        String digest = "";
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = rest.substring(at + 1);
            rest = rest.substring(0, at);
        }
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            return new ImageName(rest.substring(0, colon), rest.substring(colon + 1), digest);
        }
        return new ImageName(rest, "", digest);
    }

    /** Writes the parts that there are. */
    public void write(EcsDocument document) {
        document.text("container.image.name", name);
        if (!tag.isEmpty()) {
            document.texts("container.image.tag", List.of(tag));
        }
        if (!digest.isEmpty()) {
            document.texts("container.image.hash.all", List.of(digest));
        }
    }
}
