// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import org.jspecify.annotations.Nullable;

/** Reads the words of one command in their order and knows which of them hold a secret. */
final class CommandWords {
    private static final int NONE = -1;
    private static final String LITERAL = "--from-literal";

    private boolean secretNext;
    private boolean userNext;
    private boolean literalNext;
    private boolean login;
    private boolean storing;
    private boolean setting;
    private int wordsToSecret;
    private String program = "";
    private @Nullable ProgramOptions options;

    /** The word without its secret: the same object when it holds none. */
    String redact(String word, Redactions redactions) {
        int from = secretFrom(word);
        return from == NONE || PlainValues.is(word.substring(from))
                ? word
                : word.substring(0, from) + redactions.replace(SecretKind.PASSWORD, word.substring(from));
    }

    /** A command ends and another may begin. */
    void end() {
        secretNext = false;
        userNext = false;
        literalNext = false;
        login = false;
        storing = false;
        setting = false;
        wordsToSecret = 0;
        program = "";
        options = null;
    }

    /** The secret was replaced already. */
    void taken() {
        secretNext = false;
        userNext = false;
        literalNext = false;
    }

    /** Whether the next word holds a secret, whatever it looks like. */
    boolean awaits() {
        return secretNext || userNext || literalNext;
    }

    /** Whether a secret in quotes may be attached to this word. */
    boolean attaches(String word) {
        return options != null
                && (!options.login() || login)
                && options.attached().contains(word);
    }

    /** Where the secret begins in this word, or -1 when it holds none. */
    int secretFrom(String word) {
        int from = awaits() ? awaited(word) : NONE;
        boolean taken = awaits() && !word.startsWith("-");
        taken();
        if (from != NONE || taken) {
            return from;
        }
        from = assignment(word);
        if (from == NONE && word.startsWith("pass:") && word.length() > 5) {
            from = 5; // openssl-passphrase-options(1)
        }
        if (from == NONE && program.equals("xfreerdp") && word.startsWith("/p:")) {
            from = 3;
        }
        if (from == NONE && program.equals("sqlplus") && word.indexOf('/') > 0) {
            from = word.indexOf('/') + 1;
        }
        if (from != NONE) {
            return from;
        }
        if (wordsToSecret > 0 && !word.startsWith("-") && --wordsToSecret == 0) {
            return 0;
        }
        learn(word);
        return attached(word);
    }

    /**
     * Whether the word between these places holds no secret and tells nothing of the words behind it: most words, and they
     * need not be taken out of their text.
     */
    boolean passes(String text, int start, int end) {
        char first = text.charAt(start);
        if (awaits() || options != null || setting || first == '-' || first == 'p' && text.startsWith("pass:", start)) {
            return false;
        }
        int equals = text.indexOf('=', start, end);
        if (equals > start
                && equals + 1 < end
                && (SecretNames.mayEnd(text, start, equals) || capitals(text, start, equals))) {
            return false;
        }
        int name = start;
        for (int i = end - 1; i >= start; i--) {
            char c = text.charAt(i);
            if (c == '/' || c == ',') {
                name = i + 1;
                break;
            }
        }
        return !ProgramOptions.may(text, name, end) && !(end - start == 3 && text.startsWith("set", start));
    }

    private int awaited(String word) {
        if (word.startsWith("-") && !secretNext) {
            return NONE;
        }
        if (secretNext) {
            // another option means that the secret is asked for
            boolean option =
                    word.startsWith("--") || word.startsWith("-") && (word.length() == 2 || word.contains("="));
            return option ? NONE : 0;
        }
        int divider = literalNext || options == null ? word.indexOf('=') : word.indexOf(options.divider());
        return divider > 0 && divider + 1 < word.length() ? divider + 1 : NONE;
    }

    /** {@code --password=x}, {@code DB_PASSWORD=x}, {@code --from-literal=user=x}, {@code vault kv put secret/db user=x}. */
    private int assignment(String word) {
        int equals = word.indexOf('=');
        if (equals <= 0 || equals + 1 == word.length()) {
            return NONE;
        }
        int space = word.indexOf(' ');
        if (space >= 0 && space < equals) {
            return NONE;
        }
        String name = word.substring(0, equals);
        if (name.equals(LITERAL)) {
            int second = word.indexOf('=', equals + 1);
            return second < 0 || second + 1 == word.length() ? NONE : second + 1;
        }
        if (options != null && name.startsWith("--") && options.user().contains(name)) {
            int divider = word.indexOf(options.divider(), equals);
            return divider > 0 && divider + 1 < word.length() ? divider + 1 : NONE;
        }
        boolean secret = name.startsWith("-")
                ? SecretNames.option(name)
                : SecretNames.field(name) || capitals(name, 0, name.length()) && SecretNames.variable(name);
        return secret || storing && !name.startsWith("-") ? equals + 1 : NONE;
    }

    private void learn(String word) {
        boolean behindSet = setting;
        setting = word.equals("set");
        int words = options == null ? 0 : ProgramOptions.wordsToSecret(program, word);
        wordsToSecret = words > 0 ? words : wordsToSecret;
        if (word.startsWith("-")) {
            // a secret attached to an option may read like the name of one, which has small letters alone; -password
            // may be
            // both, and then what is attached goes and the next word too
            secretNext = SecretNames.option(word) && (attached(word) == NONE || small(word))
                    || options != null
                            && (!options.login() || login)
                            && options.next().contains(word);
            userNext = options != null && options.user().contains(word);
            literalNext = word.equals(LITERAL);
            return;
        }
        if (behindSet && SecretNames.field(word)) {
            secretNext = true; // aws configure set aws_secret_access_key …
        } else if (word.equals("login") && options != null) {
            login = true;
            secretNext = ProgramOptions.store(program) || program.equals("cargo");
        } else if (ProgramOptions.store(program)
                && (word.equals("put") || word.equals("write") || word.equals("patch"))) {
            storing = true;
        } else {
            String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf(',')) + 1);
            ProgramOptions known = ProgramOptions.of(name);
            if (known != null && !storing) {
                end();
                program = name;
                options = known;
            }
        }
    }

    private int attached(String word) {
        return options != null && (!options.login() || login) ? options.attachedFrom(word) : NONE;
    }

    private static boolean small(String option) {
        for (int i = 0; i < option.length(); i++) {
            char c = option.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c == '-' || c == '_')) {
                return false;
            }
        }
        return true;
    }

    private static boolean capitals(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_')) {
                return false;
            }
        }
        return true;
    }
}
