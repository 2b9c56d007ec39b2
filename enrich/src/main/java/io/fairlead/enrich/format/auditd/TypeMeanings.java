// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.Map;
import java.util.Optional;

/** What record types mean. */
final class TypeMeanings {
    private static final MeaningTable TABLE = new MeaningTable("type-meanings");

    private TypeMeanings() {}

    /** What a record of this type (lower case) with these values means, if it is known. */
    static Optional<Meaning> of(String type, Map<String, String> data) {
        if (type.equals("avc")) {
            return data.containsKey("apparmor")
                    ? TABLE.of("avc-apparmor")
                    : data.containsKey("seresult") ? TABLE.of("avc-selinux") : Optional.empty();
        }
        return TABLE.of(type);
    }
}
