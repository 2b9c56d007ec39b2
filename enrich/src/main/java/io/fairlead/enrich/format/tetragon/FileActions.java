// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.tetragon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a function of the kernel does to a file. */
final class FileActions {
    /** The bit of MAY_WRITE and of MAY_APPEND in the mask of {@code security_file_permission}. */
    private static final int WRITES = 2 | 8;

    private FileActions() {}

    /** Words in the names of calls that take a file's path. */
    private static final List<String> CALLS = List.of(
            "open",
            "unlink",
            "rmdir",
            "mkdir",
            "mknod",
            "link",
            "truncate",
            "chmod",
            "chown",
            "rename",
            "stat",
            "access");

    /** Whether a text that such a call was given is the path of a file. */
    static boolean isOfFile(String function) {
        return CALLS.stream().anyMatch(function::contains);
    }

    /** The value of {@code event.type}. */
    static String type(String function, ObjectNode body) {
        if (function.contains("unlink") || function.contains("rmdir")) {
            return "deletion";
        }
        if (function.contains("mkdir") || function.contains("mknod") || function.contains("link")) {
            return "creation";
        }
        boolean changes = List.of("write", "truncate", "chmod", "chown", "rename", "setattr", "setxattr").stream()
                .anyMatch(function::contains);
        return changes || permission(function, body) ? "change" : "access";
    }

    private static boolean permission(String function, ObjectNode body) {
        JsonNode arguments = body.get("args");
        if (!function.equals("file_permission") || arguments == null) {
            return false;
        }
        for (JsonNode argument : arguments) {
            JsonNode mask = argument.get("int_arg");
            if (mask != null && (mask.asInt() & WRITES) != 0) {
                return true;
            }
        }
        return false;
    }
}
