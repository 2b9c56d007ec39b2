// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cloud;

import io.fairlead.enrich.format.Calls;
import io.fairlead.enrich.format.Fields;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a call of AWS is in ECS, told by its name; those to IAM as Elastic's integration has them. */
final class CloudTrailMeaning {
    private static final Set<String> LOGINS =
            Set.of("ConsoleLogin", "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "GetSessionToken");
    private static final List<String> OF_USERS = List.of(
            "User",
            "AccessKey",
            "LoginProfile",
            "MFADevice",
            "SSHPublicKey",
            "ChangePassword",
            "SigningCertificate",
            "ServiceSpecificCredential");

    /** Calls that make or end what they name; all others change it. */
    private static final Pattern WHOLE =
            Pattern.compile("(Create|Delete)(User|Group|Role|Policy|InstanceProfile|ServiceLinkedRole)");

    private CloudTrailMeaning() {}

    static String category(Fields record, String call) {
        if (LOGINS.contains(call)) {
            return "authentication";
        }
        return isIam(record) ? "iam" : "configuration";
    }

    static List<String> types(Fields record, String call) {
        String type = Calls.type(call);
        boolean reads = record.text("readOnly").equals("true") || type.equals("access");
        if (LOGINS.contains(call)) {
            return List.of("start");
        } else if (record.at("insightDetails").isObject()) {
            return List.of("info");
        } else if (!isIam(record)) {
            return List.of(reads ? "access" : type);
        }
        String change = reads ? "info" : WHOLE.matcher(call).matches() ? type : "change";
        if (call.contains("Group")) {
            return List.of("group", change);
        }
        return OF_USERS.stream().anyMatch(call::contains) ? List.of("user", change) : List.of(change);
    }

    private static boolean isIam(Fields record) {
        return record.text("eventSource").equals("iam.amazonaws.com");
    }
}
