// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.schemas.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names for (something, group) that no value of a group can forge. */
final class GroupKeys {
    private GroupKeys() {}

    static String of(String scope, Map<String, String> group) {
        List<String> parts = new ArrayList<>(List.of(scope));
        group.forEach((name, value) -> {
            parts.add(name);
            parts.add(value);
        });
        return Identity.hash(parts.toArray(String[]::new));
    }
}
