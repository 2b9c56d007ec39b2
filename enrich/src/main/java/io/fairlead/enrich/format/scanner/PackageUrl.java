// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import io.fairlead.enrich.ecs.PercentCoding;
import java.util.Optional;
import java.util.Set;

/**
 * A package URL ({@code pkg:deb/debian/apt@2.6.1?arch=amd64}). Source: package-url, purl specification.
 *
 * @param type the type, for example deb
 * @param name the name, with its namespace for types whose names have one
 * @param version the version, or empty
 */
record PackageUrl(String type, String name, String version) {
    private static final Set<String> NAMED_WITHIN = Set.of("maven", "npm", "golang", "composer", "github");

    /** The parts; empty when the text is none. */
    static Optional<PackageUrl> of(String text) {
        if (!text.startsWith("pkg:")) {
            return Optional.empty();
        }
        String rest = text.substring("pkg:".length());
        rest = cut(cut(rest, '#'), '?');
        int slash = rest.indexOf('/');
        if (slash <= 0) {
            return Optional.empty();
        }
        String type = rest.substring(0, slash);
        String path = rest.substring(slash + 1);
        int at = path.lastIndexOf('@');
        String version = at > 0 ? path.substring(at + 1) : "";
        String name = at > 0 ? path.substring(0, at) : path;
        if (!NAMED_WITHIN.contains(type)) {
            name = name.substring(name.lastIndexOf('/') + 1);
        } else if (type.equals("maven")) {
            name = name.replace('/', ':');
        }
        return Optional.of(new PackageUrl(type, decoded(name), decoded(version)));
    }

    /** A plus sign is one: a package URL is no form. */
    private static String decoded(String text) {
        return PercentCoding.decode(text.replace("+", "%2B"));
    }

    private static String cut(String text, char from) {
        int index = text.indexOf(from);
        return index >= 0 ? text.substring(0, index) : text;
    }
}
