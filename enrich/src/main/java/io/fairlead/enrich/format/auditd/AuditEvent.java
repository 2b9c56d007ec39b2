// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the records of one serial say together; filled by {@link Coalescence}, then by {@link Interpretation}. */
final class AuditEvent {
    /** Who it was: a number or a name. */
    record Person(String id, String name) {
        static final Person NOBODY = new Person("", "");

        /** A number is an id, anything else a name; what is not set is nobody. */
        static Person of(String value) {
            if (value.isEmpty() || value.equals("unset") || value.equals("4294967295") || value.equals("-1")) {
                return new Person("unset", "");
            }
            boolean number = value.length() < 20 && value.chars().allMatch(c -> c >= '0' && c <= '9');
            return number ? new Person(value, "") : new Person("", value);
        }

        boolean isPresent() {
            return !id.isEmpty() || !name.isEmpty();
        }
    }

    final AuditLine head;
    final String type;
    final String category;
    String result = "unknown";
    String session = "";
    final List<String> keys = new ArrayList<>();

    String actor = "";
    String actorSecondary = "";
    String action = "";
    String objectType = "";
    String objectPrimary = "";
    String objectSecondary = "";
    String how = "";

    final SortedMap<String, String> data = new TreeMap<>();
    final SortedMap<String, String> ids = new TreeMap<>();
    final SortedMap<String, String> names = new TreeMap<>();
    final SortedMap<String, String> context = new TreeMap<>();
    final List<SortedMap<String, String>> paths = new ArrayList<>();
    final List<String> arguments = new ArrayList<>();

    /** path, device, inode, mode, uid, gid, and selinux.* of the object, when it is a file. */
    final SortedMap<String, String> file = new TreeMap<>();

    final SortedMap<String, String> source = new TreeMap<>();
    final SortedMap<String, String> destination = new TreeMap<>();
    String direction = "";

    String kind = "";
    List<String> categories = List.of();
    List<String> types = List.of();
    Person user = Person.NOBODY;
    Person effective = Person.NOBODY;
    Person target = Person.NOBODY;
    Person group = Person.NOBODY;

    /** Keys that two records gave different values for: the first stands. */
    final Set<String> contradictions = new HashSet<>();

    AuditEvent(AuditLine head, String type) {
        this.head = head;
        this.type = type;
        this.category = RecordCategory.of(type);
    }

    /** A value, or an id; empty when there is neither. */
    String value(String key) {
        String value = data.get(key);
        return value == null ? ids.getOrDefault(key, "") : value;
    }

    /** The first of these that is there, or empty. */
    String first(List<String> candidates) {
        return candidates.stream()
                .map(this::value)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Adds a value unless the key has one. */
    void add(Map.Entry<String, String> entry) {
        String before = data.putIfAbsent(entry.getKey(), entry.getValue());
        if (before != null && !before.equals(entry.getValue())) {
            contradictions.add(entry.getKey());
        }
    }
}
