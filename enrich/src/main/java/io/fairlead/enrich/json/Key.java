// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

/** A key, and how it is written with its colon: names of fields are the same few, so they are written once. */
public final class Key {
    private final String name;
    private final byte[] json;
    private final byte[] quoted;

    /** A key of this name. */
    public Key(String name) {
        this.name = name;
        JsonBuffer buffer = new JsonBuffer(name.length() + 3);
        buffer.text(name);
        buffer.put(':');
        JsonBuffer text = new JsonBuffer(buffer.size() * 2);
        text.quoted(buffer, 0);
        this.json = buffer.take();
        this.quoted = text.take();
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** As JSON. */
    byte[] json() {
        return json;
    }

    /** As JSON within a text. */
    byte[] quoted() {
        return quoted;
    }
}
