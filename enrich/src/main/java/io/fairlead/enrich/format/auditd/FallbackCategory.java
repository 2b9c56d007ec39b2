// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.List;
import java.util.Locale;

/** Categories, types and outcomes where the meaning names none: decisions of SELinux and AppArmor without their system call. */
final class FallbackCategory {
    private FallbackCategory() {}

    static List<String> of(AuditEvent event) {
        return switch (event.category) {
            case "mac-decision", "dac-decision", "integrity", "anomaly", "anomaly-response" ->
                List.of("intrusion_detection");
            case "mac", "configuration" -> List.of("configuration");
            case "user-login" -> List.of("authentication");
            case "user-account" -> List.of("iam");
            case "virt", "system-services" -> List.of("host");
            default -> List.of("process");
        };
    }

    static List<String> types(AuditEvent event) {
        return List.of(outcome(event).equals("failure") ? "denied" : "info");
    }

    /** What the decision says, where no result does. */
    static String outcome(AuditEvent event) {
        String decision = event.data.getOrDefault("apparmor", event.data.getOrDefault("seresult", ""));
        return switch (decision.toLowerCase(Locale.ROOT)) {
            case "denied" -> "failure";
            case "allowed", "granted", "audit" -> "success";
            default -> "unknown";
        };
    }
}
