// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

/** Reads the words of one command in their order and knows which of them hold a secret. */
final class CommandWords {
    private static final int NONE = -1;
    private boolean secretNext;
    private boolean userNext;
    private boolean curl;
    private boolean mysql;

    /** The word without its secret: the same object when it holds none. */
    String redact(String word, Redactions redactions) {
        int from = secretFrom(word);
        secretNext = SecretNames.option(word);
        userNext = curl && (word.equals("-u") || word.equals("--user"));
        String program = word.substring(word.lastIndexOf('/') + 1);
        curl |= program.equals("curl");
        mysql |= program.equals("mysql") || program.equals("mysqldump") || program.equals("mysqladmin");
        return from == NONE ? word : word.substring(0, from) + redactions.replace(SecretKind.PASSWORD);
    }

    private int secretFrom(String word) {
        if (secretNext) {
            return 0;
        }
        int colon = word.indexOf(':');
        if (userNext && colon > 0 && colon + 1 < word.length()) {
            return colon + 1;
        }
        return mysql && word.length() > 2 && word.startsWith("-p") ? 2 : NONE;
    }
}
