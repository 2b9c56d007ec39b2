// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

/** Parts of the names of container images. */
final class ImageNames {
    private ImageNames() {}

    /** An image without digest and tag; the port of a registry is no tag. */
    static String repository(String image) {
        String named = tagged(image);
        int colon = named.lastIndexOf(':');
        return colon > named.lastIndexOf('/') ? named.substring(0, colon) : named;
    }

    /** The tag; empty when the name has none. */
    static String tag(String image) {
        String named = tagged(image);
        String repository = repository(image);
        return repository.length() < named.length() ? named.substring(repository.length() + 1) : "";
    }

    private static String tagged(String image) {
        int digest = image.indexOf('@');
        return digest < 0 ? image : image.substring(0, digest);
    }
}
