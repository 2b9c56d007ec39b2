// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import io.fairlead.enrich.json.JsonReader;

/**
 * The redactors of one kind of input each.
 *
 * @param texts free text
 * @param trees JSON
 * @param uris request URIs
 */
public record Redactor(TextRedactor texts, TreeRedactor trees, UriRedactor uris) {
    /** The redactors; the reader reads JSON held in texts. */
    public static Redactor create(JsonReader reader) {
        TextRedactor texts = new TextRedactor(reader);
        return new Redactor(texts, texts.trees(), new UriRedactor(texts));
    }
}
