// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.Locale;
import java.util.Optional;

/**
 * The mode of an inode (inode(7)).
 *
 * @param permissions four octal digits
 * @param type file, directory, symlink, …
 */
record FileMode(String permissions, String type) {
    private static final int LONGEST = 8;

    /** The mode behind octal digits as PATH records write them, for example 0100755. */
    static Optional<FileMode> of(String octal) {
        if (octal.isEmpty() || octal.length() > LONGEST || !octal.chars().allMatch(c -> c >= '0' && c <= '7')) {
            return Optional.empty();
        }
        int mode = Integer.parseInt(octal, 8);
        return Optional.of(new FileMode(String.format(Locale.ROOT, "%04o", mode & 07777), type(mode)));
    }

    private static String type(int mode) {
        return switch (mode & 0170000) {
            case 0040000 -> "directory";
            case 0020000 -> "character-device";
            case 0060000 -> "block-device";
            case 0010000 -> "named-pipe";
            case 0120000 -> "symlink";
            case 0140000 -> "socket";
            default -> "file";
        };
    }
}
