// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.Arrays;
import java.util.stream.Stream;

/** Tells by its first three letters, in whatever case, a word that something begins with. Others may be told for one of them. */
final class Beginnings {
    static final byte WORD = 1;
    static final byte COMMAND = 2;
    static final byte TOKEN = 4;

    private static final int FIVE_BITS = 31;

    /** Of the words that {@link Marks} looks for, but for commands and tokens. */
    private static final String WORDS =
            "aut bas bea coo con chp sec set str ser sen ech pri pas pro env tok api acc ide dis"
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

    private static final byte[] BEGUN = new byte[1 << 15];

    /** The commands by the last five bits of their first letters. */
    private static final String[][] BY_FIRST = byFirst();

    static {
        add(WORD, Arrays.stream(WORDS.split(" ")));
        add(COMMAND, Arrays.stream(COMMANDS));
        add(TOKEN, Stream.concat(TokenForms.prefixes(), Stream.of("eyJ")));
    }

    private Beginnings() {}

    /** What a word that begins with these characters may be: {@link #WORD}, {@link #COMMAND}, {@link #TOKEN}; mostly none. */
    static int of(int first, int second, int third) {
        return BEGUN[at(first, second, third)];
    }

    /** Whether one of the commands begins here. */
    static boolean command(String text, int i) {
        for (String command : BY_FIRST[text.charAt(i) & FIVE_BITS]) {
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

    private static String[][] byFirst() {
        String[][] byFirst = new String[FIVE_BITS + 1][];
        for (int first = 0; first <= FIVE_BITS; first++) {
            int bits = first;
            byFirst[first] = Arrays.stream(COMMANDS)
                    .filter(command -> (command.charAt(0) & FIVE_BITS) == bits)
                    .toArray(String[]::new);
        }
        return byFirst;
    }

    private static void add(byte what, Stream<String> words) {
        words.forEach(word -> {
            int third = word.length() > 2 ? word.charAt(2) & FIVE_BITS : 0;
            int last = word.length() > 2 ? third : FIVE_BITS;
            for (; third <= last; third++) {
                BEGUN[at(word.charAt(0), word.charAt(1), third)] |= what;
            }
        });
    }
}
