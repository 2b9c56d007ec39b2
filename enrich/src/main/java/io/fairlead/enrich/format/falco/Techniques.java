// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ATT&amp;CK techniques among a rule's tags, for example T1059 or T1552.001. */
final class Techniques {
    private static final int LENGTH = 5;
    private static final int LENGTH_OF_SUBTECHNIQUE = 9;

    private Techniques() {}

    static void write(@Nullable JsonNode tags, EcsDocument document) {
        if (tags == null || !tags.isArray()) {
            return;
        }
        Set<String> techniques = new LinkedHashSet<>(4);
        Set<String> subtechniques = new LinkedHashSet<>(4);
        for (JsonNode tag : tags) {
            String text = tag.asText();
            if (is(text)) {
                String technique = text.toUpperCase(Locale.ROOT);
                techniques.add(technique.substring(0, LENGTH));
                if (technique.length() > LENGTH) {
                    subtechniques.add(technique);
                }
            }
        }
        document.texts("threat.technique.id", techniques).texts("threat.technique.subtechnique.id", subtechniques);
        if (!techniques.isEmpty()) {
            document.text("threat.framework", "MITRE ATT&CK");
        }
    }

    /** T and four digits, and of a subtechnique a dot and three more. */
    private static boolean is(String text) {
        int length = text.length();
        if (length != LENGTH && length != LENGTH_OF_SUBTECHNIQUE || text.charAt(0) != 'T' && text.charAt(0) != 't') {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = text.charAt(i);
            if (i == LENGTH ? c != '.' : c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
