// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.Arrays;

/** IPv6 addresses as RFC 5952 writes them: the longest run of zeros becomes {@code ::}. */
final class CompressedIpv6 {
    private static final int GROUPS = 8;

    private CompressedIpv6() {}

    /** The text of an address of sixteen bytes, or the dotted one when {@code getByAddress} made it an IPv4 address. */
    static String of(byte[] bytes) {
        if (bytes.length == 4) {
            return "::ffff:" + (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF) + "." + (bytes[2] & 0xFF) + "."
                    + (bytes[3] & 0xFF);
        }
        int[] groups = new int[GROUPS];
        Arrays.setAll(groups, i -> (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF);
        int best = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && groups[i + run] == 0) {
                run++;
            }
            if (run > longest) {
                best = i;
                longest = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == best) {
                text.append("::");
                i += longest - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
