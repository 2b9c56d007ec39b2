// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import io.fairlead.enrich.ecs.EcsDocument;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ATT&amp;CK techniques among a rule's tags, for example T1059 or T1552.001. */
final class Techniques {
    private static final Pattern TECHNIQUE = Pattern.compile("T\\d{4}(\\.\\d{3})?");

    private Techniques() {}

    static void write(@Nullable JsonNode tags, EcsDocument document) {
        Set<String> techniques = new LinkedHashSet<>();
        Set<String> subtechniques = new LinkedHashSet<>();
        if (tags != null && tags.isArray()) {
            for (JsonNode tag : tags) {
                String text = tag.asText().toUpperCase(Locale.ROOT);
                if (TECHNIQUE.matches(text)) {
                    techniques.add(text.substring(0, 5));
                    if (text.length() > 5) {
                        subtechniques.add(text);
                    }
                }
            }
        }
        document.texts("threat.technique.id", techniques).texts("threat.technique.subtechnique.id", subtechniques);
        if (!techniques.isEmpty()) {
            document.text("threat.framework", "MITRE ATT&CK");
        }
    }
}
