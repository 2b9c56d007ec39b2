// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.signing;

import io.fairlead.enrich.ecs.EcsDocument;
import java.util.List;

/**
 * An image as references name it.
 *
 * @param name registry and repository
 * @param tag empty when there is none
 * @param digest with its algorithm; empty when there is none
 */
record ImageReference(String name, String tag, String digest) {
    /** Takes a reference apart; a text that is none is all name. */
    static ImageReference of(String reference) {
        int at = reference.indexOf('@');
        String digest = at < 0 ? "" : reference.substring(at + 1);
        String rest = at < 0 ? reference : reference.substring(0, at);
        int colon = rest.lastIndexOf(':');
        boolean tagged = colon > rest.lastIndexOf('/') && colon > 0;
        return new ImageReference(
                tagged ? rest.substring(0, colon) : rest, tagged ? rest.substring(colon + 1) : "", digest);
    }

    void write(EcsDocument document) {
        document.text("container.image.name", name).text("container.image.tag", tag);
        if (!digest.isEmpty()) {
            document.texts("container.image.hash.all", List.of(digest)).texts("related.hash", List.of(digest));
        }
    }
}
