// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import java.util.List;
import java.util.Locale;

/** What the name of a call says it does. */
public final class Calls {
    private static final List<String> CREATION =
            List.of("create", "run", "allocate", "register", "import", "insert", "upload", "generate", "issue", "add");
    private static final List<String> DELETION = List.of(
            "delete", "terminate", "remove", "deregister", "destroy", "purge", "revoke", "detach", "disassociate");
    private static final List<String> ACCESS = List.of(
            "get",
            "list",
            "aggregatedlist",
            "batchget",
            "describe",
            "head",
            "lookup",
            "query",
            "search",
            "scan",
            "select",
            "read",
            "view",
            "test",
            "check",
            "encrypt",
            "decrypt",
            "reencrypt",
            "asymmetric",
            "rawencrypt",
            "rawdecrypt",
            "sign",
            "verify",
            "generatedatakey",
            "download");

    private Calls() {}

    /** The value of {@code event.type}. */
    public static String type(String call) {
        String name = call.substring(call.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean access = ACCESS.stream().anyMatch(name::startsWith);
        if (!access && CREATION.stream().anyMatch(name::startsWith)) {
            return "creation";
        }
        if (DELETION.stream().anyMatch(name::startsWith)) {
            return "deletion";
        }
        return access ? "access" : "change";
    }
}
