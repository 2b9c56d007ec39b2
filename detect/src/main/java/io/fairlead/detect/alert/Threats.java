// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** ECS threat fields out of Sigma's {@code attack.*} tags. */
final class Threats {
    private static final Map<String, String> TACTICS = Map.ofEntries(
            Map.entry("reconnaissance", "TA0043"),
            Map.entry("resource-development", "TA0042"),
            Map.entry("initial-access", "TA0001"),
            Map.entry("execution", "TA0002"),
            Map.entry("persistence", "TA0003"),
            Map.entry("privilege-escalation", "TA0004"),
            Map.entry("defense-evasion", "TA0005"),
            Map.entry("credential-access", "TA0006"),
            Map.entry("discovery", "TA0007"),
            Map.entry("lateral-movement", "TA0008"),
            Map.entry("collection", "TA0009"),
            Map.entry("exfiltration", "TA0010"),
            Map.entry("command-and-control", "TA0011"),
            Map.entry("impact", "TA0040"));

    private Threats() {}

    static void write(List<String> tags, ObjectNode root) {
        List<String> techniques = new ArrayList<>();
        List<String> tacticIds = new ArrayList<>();
        List<String> tacticNames = new ArrayList<>();
        for (String tag : tags) {
            String text = tag.toLowerCase(Locale.ROOT);
            if (!text.startsWith("attack.")) {
                continue;
            }
            String name = text.substring("attack.".length());
            String tactic = name.replace('_', '-');
            if (name.matches("t\\d{4}(\\.\\d{3})?")) {
                techniques.add(name.toUpperCase(Locale.ROOT));
            } else if (TACTICS.containsKey(tactic)) {
                tacticIds.add(TACTICS.getOrDefault(tactic, ""));
                tacticNames.add(tactic);
            }
        }
        if (techniques.isEmpty() && tacticIds.isEmpty()) {
            return;
        }
        ObjectNode threat = root.putObject("threat");
        threat.put("framework", "MITRE ATT&CK");
        if (!techniques.isEmpty()) {
            AlertDocument.texts(threat.putObject("technique"), "id", techniques);
        }
        if (!tacticIds.isEmpty()) {
            ObjectNode tactic = threat.putObject("tactic");
            AlertDocument.texts(tactic, "id", tacticIds);
            AlertDocument.texts(tactic, "name", tacticNames);
        }
    }
}
