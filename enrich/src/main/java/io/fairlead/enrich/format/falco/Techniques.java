// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EcsDocument;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ATT&amp;CK techniques and tactics among a rule's tags, for example {@code T1059}, {@code T1552.001}, {@code TA0006} or
 * {@code mitre_credential_access}.
 */
final class Techniques {
    private static final int LENGTH = 5;
    private static final int LENGTH_OF_SUBTECHNIQUE = 9;
    private static final String TACTIC = "mitre_";

    /** Names of tactics as Falco's rules write them, without {@value #TACTIC}. Source: attack.mitre.org, enterprise tactics. */
    private static final Map<String, String> TACTICS = Map.ofEntries(
            Map.entry("reconnaissance", "TA0043"),
            Map.entry("resource_development", "TA0042"),
            Map.entry("initial_access", "TA0001"),
            Map.entry("execution", "TA0002"),
            Map.entry("persistence", "TA0003"),
            Map.entry("privilege_escalation", "TA0004"),
            Map.entry("defense_evasion", "TA0005"),
            Map.entry("credential_access", "TA0006"),
            Map.entry("discovery", "TA0007"),
            Map.entry("lateral_movement", "TA0008"),
            Map.entry("collection", "TA0009"),
            Map.entry("exfiltration", "TA0010"),
            Map.entry("command_and_control", "TA0011"),
            Map.entry("impact", "TA0040"));

    private Techniques() {}

    static void write(@Nullable JsonNode tags, EcsDocument document) {
        if (tags == null || !tags.isArray()) {
            return;
        }
        Set<String> techniques = new LinkedHashSet<>(4);
        Set<String> subtechniques = new LinkedHashSet<>(4);
        Set<String> tactics = new LinkedHashSet<>(4);
        for (JsonNode tag : tags) {
            String text = tag.asText();
            if (is(text, 'T', LENGTH) || is(text, 'T', LENGTH_OF_SUBTECHNIQUE)) {
                String technique = text.toUpperCase(Locale.ROOT);
                techniques.add(technique.substring(0, LENGTH));
                if (technique.length() > LENGTH) {
                    subtechniques.add(technique);
                }
            } else if (text.startsWith(TACTIC)) {
                tactics.add(TACTICS.getOrDefault(text.substring(TACTIC.length()), ""));
            } else if (text.startsWith("TA") && is(text.substring(1), 'A', LENGTH)) {
                tactics.add(text);
            }
        }
        tactics.remove("");
        document.texts("threat.technique.id", techniques)
                .texts("threat.technique.subtechnique.id", subtechniques)
                .texts("threat.tactic.id", tactics);
        if (!techniques.isEmpty() || !tactics.isEmpty()) {
            document.text("threat.framework", "MITRE ATT&CK");
        }
    }

    /** A letter and four digits, and of a subtechnique a dot and three more. */
    private static boolean is(String text, char letter, int length) {
        if (text.length() != length || Character.toUpperCase(text.charAt(0)) != letter) {
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
