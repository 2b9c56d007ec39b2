// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import io.fairlead.enrich.ecs.EcsDocument;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Kinds of replaced values and the fingerprints of different ones, in the order in which they were replaced. */
final class Replaced {
    private final Set<SecretKind> kinds = EnumSet.noneOf(SecretKind.class);
    private final Map<String, Set<SecretKind>> prints = new LinkedHashMap<>(0);
    private boolean more;

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    /** Whether no more fingerprints are taken. */
    boolean isFull() {
        return prints.size() >= Redactions.MOST_FINGERPRINTS;
    }

    void add(SecretKind kind) {
        kinds.add(kind);
    }

    /** Takes a fingerprint, unless it is empty or there is room no more. */
    void print(SecretKind kind, String print) {
        if (isFull()) {
            more = true;
        } else if (!print.isEmpty()) {
            prints.computeIfAbsent(print, any -> EnumSet.noneOf(SecretKind.class))
                    .add(kind);
        }
    }

    /** Takes all of the others over; they are none then. */
    void take(Replaced others) {
        kinds.addAll(others.kinds);
        others.prints.forEach((print, of) -> of.forEach(kind -> print(kind, print)));
        more |= others.more;
        others.clear();
    }

    void clear() {
        kinds.clear();
        prints.clear();
        more = false;
    }

    /** Tells in a document of these kinds among them; gives the kinds that were told. */
    Set<SecretKind> write(EcsDocument document, String key, Predicate<SecretKind> which) {
        Set<SecretKind> told = EnumSet.noneOf(SecretKind.class);
        kinds.stream().filter(which).forEach(told::add);
        if (told.isEmpty()) {
            return told;
        }
        Set<String> names = new LinkedHashSet<>(document.texts("fairlead.redacted.kind"));
        told.forEach(kind -> names.add(kind.label()));
        document.texts("fairlead.redacted.kind", names);
        Set<String> all = new LinkedHashSet<>(document.texts("fairlead.redacted.fingerprint"));
        int before = all.size();
        prints.forEach((print, of) -> {
            if (of.stream().anyMatch(told::contains)) {
                all.add(print);
            }
        });
        if (all.size() > before) {
            document.texts("fairlead.redacted.fingerprint", all).text("fairlead.redacted.key", key);
        }
        if (more) {
            document.tag("fingerprints_cut");
        }
        return told;
    }
}
