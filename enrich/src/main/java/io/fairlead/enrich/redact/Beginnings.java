// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.Arrays;
import java.util.stream.Stream;

/** Tells by its first three letters, in whatever case, a word that something begins with. Others may be told for one of them. */
final class Beginnings {
    private static final int FIVE_BITS = 31;

    /** Of the words that {@link Marks} looks for, but for commands and tokens. */
    private static final String WORDS =
            "eyj aut bas bea coo con chp sec set str ser sen ech pri pas pro env tok api acc ide dis"
                    + " db. kub mas net out req roo roc rwc hoo web bin";

    /** Beginnings of commands that hold a secret without an option. */
    private static final String[] COMMANDS = {
        "ansible-vault ",
        "cargo login ",
        "consul kv ",
        "ConvertTo-SecureString ",
        "expdp ",
        "glab variable ",
        "fly secrets ",
        "flyctl secrets ",
        "heroku config:set ",
        "impacket-",
        "impdp ",
        "mc ",
        "mysqladmin ",
        "neo4j-admin ",
        "net use",
        "nmcli ",
        "nuget ",
        "poetry config ",
        "psexec",
        "rabbitmqctl ",
        "rclone ",
        "redis-cli ",
        "rman ",
        "secretsdump",
        "schtasks",
        "setx ",
        "sqlldr ",
        "sqlplus ",
        "vault ",
        "wmiexec"
    };

    private static final boolean[] ANY =
            table(Stream.of(Arrays.stream(WORDS.split(" ")), Arrays.stream(COMMANDS), TokenForms.prefixes())
                    .flatMap(words -> words));
    private static final boolean[] COMMAND = table(Arrays.stream(COMMANDS));

    private Beginnings() {}

    /** Whether a word that begins with these characters may be one of them. */
    static boolean may(int first, int second, int third) {
        return ANY[at(first, second, third)];
    }

    /** Whether one of the commands begins here. */
    static boolean command(String text, int i) {
        if (i + 2 >= text.length() || !COMMAND[at(text.charAt(i), text.charAt(i + 1), text.charAt(i + 2))]) {
            return false;
        }
        for (String command : COMMANDS) {
            if (text.startsWith(command, i)) {
                return true;
            }
        }
        return false;
    }

    /** Letters are told apart by their last five bits, and capitals have the same ones as small letters. */
    private static int at(int first, int second, int third) {
        return (first & FIVE_BITS) << 10 | (second & FIVE_BITS) << 5 | third & FIVE_BITS;
    }

    private static boolean[] table(Stream<String> words) {
        boolean[] table = new boolean[1 << 15];
        words.forEach(word -> {
            if (word.length() > 2) {
                table[at(word.charAt(0), word.charAt(1), word.charAt(2))] = true;
            } else {
                for (int third = 0; third <= FIVE_BITS; third++) {
                    table[at(word.charAt(0), word.charAt(1), third)] = true;
                }
            }
        });
        return table;
    }
}
