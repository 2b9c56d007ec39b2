// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.Map;

/** Names for the kernel's numbers: architectures, system calls, error codes (Linux UAPI headers). */
final class Kernel {
    private static final Map<String, String> ARCHITECTURES = Map.ofEntries(
            Map.entry("c000003e", "x86_64"),
            Map.entry("40000003", "i386"),
            Map.entry("c00000b7", "aarch64"),
            Map.entry("40000028", "arm"),
            Map.entry("c0000015", "ppc64le"),
            Map.entry("80000015", "ppc64"),
            Map.entry("80000016", "s390x"),
            Map.entry("c00000f3", "riscv64"));
    private static final Map<String, NumberedNames> CALLS = Map.of(
            "x86_64", new NumberedNames("syscalls-x86_64"),
            "i386", new NumberedNames("syscalls-i386"),
            "aarch64", new NumberedNames("syscalls-aarch64"));
    private static final NumberedNames ERRORS = new NumberedNames("errno");
    private static final int LONGEST = 9;

    private Kernel() {}

    /** The architecture that this hexadecimal number names, or the number itself. */
    static String architecture(String hex) {
        return ARCHITECTURES.getOrDefault(hex, hex);
    }

    /** The system call of this number, or the number itself where the architecture's table does not hold it. */
    static String call(String architecture, String number) {
        NumberedNames table = CALLS.get(architecture);
        return table == null || !isNumber(number)
                ? number
                : table.name(Integer.parseInt(number)).orElse(number);
    }

    /** The name behind a negative exit code, for example EACCES for -13; other codes stay. */
    static String exit(String code) {
        return code.startsWith("-") && isNumber(code.substring(1))
                ? ERRORS.name(Integer.parseInt(code.substring(1))).orElse(code)
                : code;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
