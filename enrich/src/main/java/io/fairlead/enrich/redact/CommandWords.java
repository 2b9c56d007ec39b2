// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import org.jspecify.annotations.Nullable;

/** Reads the words of one command in their order and knows which of them hold a secret. */
final class CommandWords {
    private static final int NONE = -1;
    private static final String LITERAL = "--from-literal";
    private static final String[] SETTERS = {"set", "SET", "setx", "ENV", "proxy_set_header"};

    private boolean secretNext;
    private boolean userNext;
    private boolean literalNext;
    private boolean mode;
    private boolean patching;
    private boolean patchesSecret;
    private boolean using;
    private boolean rest;
    private boolean storing;
    private boolean setting;
    private boolean telling;
    private int wordsToSecret;
    private String program = "";
    private @Nullable ProgramOptions options;

    /** The word without its secret: the same object when it holds none. */
    String redact(String word, Redactions redactions) {
        int from = secretFrom(word);
        int to = from == NONE ? NONE : secretTo(word, from);
        return from == NONE || PlainValues.is(word.substring(from, to))
                ? word
                : word.substring(0, from)
                        + redactions.replace(SecretKind.PASSWORD, word.substring(from, to))
                        + word.substring(to);
    }

    /** Where the secret ends in this word that begins here: before the host, where the program wants one behind it. */
    int secretTo(String word, int from) {
        int host = ProgramOptions.oracle(program) || ProgramOptions.remote(program) ? word.lastIndexOf('@') : NONE;
        return host > from ? host : word.length();
    }

    /** A command ends and another may begin. */
    void end() {
        secretNext = false;
        userNext = false;
        literalNext = false;
        mode = false;
        patching = false;
        patchesSecret = false;
        using = false;
        rest = false;
        storing = false;
        setting = false;
        telling = false;
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
        return options != null && counts() && options.attached().contains(word)
                || ProgramOptions.remote(program) && word.endsWith(":");
    }

    private boolean counts() {
        return options != null && (options.modes().isEmpty() || mode);
    }

    /** Whether a word that begins here makes the next one the name of a setting, and the one behind it its value. */
    static boolean sets(String text, int start) {
        char first = text.charAt(start);
        if (first != 's' && first != 'S' && first != 'E' && first != 'p') {
            return false;
        }
        for (String word : SETTERS) {
            if (text.startsWith(word, start)
                    && start + word.length() < text.length()
                    && text.charAt(start + word.length()) == ' ') {
                return true;
            }
        }
        return false;
    }

    private static boolean sets(String word) {
        for (String setter : SETTERS) {
            if (word.equals(setter)) {
                return true;
            }
        }
        return false;
    }

    /** Where the secret begins in this word, or -1 when it holds none. */
    int secretFrom(String word) {
        if (secretNext && (word.equals("=") || word.equalsIgnoreCase("for"))) {
            secretNext = word.equals("="); // SET PASSWORD FOR somebody
            return NONE;
        }
        int from = found(word);
        boolean within = from > 0 && word.lastIndexOf(Mark.BEGIN, from) > word.lastIndexOf(']', from - 1);
        return within ? NONE : from;
    }

    private int found(String word) {
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
        if (from == NONE && word.startsWith("/pass")) {
            from = word.startsWith("/password:") ? 10 : word.startsWith("/pass:") ? 6 : NONE; // Windows
        }
        if (from == NONE && ProgramOptions.oracle(program) && word.indexOf('/') > 0) {
            from = word.indexOf('/') + 1;
        }
        if (from == NONE && ProgramOptions.remote(program) && word.indexOf(':') > 0 && word.indexOf('@') > 0) {
            from = word.indexOf(':') + 1;
        }
        if (from != NONE) {
            return from;
        }
        boolean option = word.startsWith("-") || program.equals("net") && word.startsWith("/");
        if (rest && !option || wordsToSecret > 0 && !option && --wordsToSecret == 0) {
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
        boolean option = first == '-' || first == '/' && options != null;
        if (awaits() || telling || setting || option || first == 'p' && text.startsWith("pass:", start)) {
            return false;
        }
        int equals = text.indexOf('=', start, end);
        if (equals > start
                && equals + 1 < end
                && (SecretNames.mayEnd(text, start, equals) || capitals(text, start, equals))) {
            return false;
        }
        return !ProgramOptions.may(text, start, end)
                && !sets(text, start)
                && !(first == '/' && text.startsWith("/pass", start));
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
                        || patches(name)
                        || options != null && counts() && options.next().contains(name)
                : SecretNames.field(name) || capitals(name, 0, name.length()) && SecretNames.variable(name);
        return secret || storing && !name.startsWith("-") ? equals + 1 : NONE;
    }

    private void learn(String word) {
        boolean behindSet = setting;
        setting = sets(word) || behindSet && word.startsWith("-");
        int words = options == null ? 0 : ProgramOptions.wordsToSecret(program, word);
        wordsToSecret = words > 0 ? words : wordsToSecret;
        rest |= options != null && ProgramOptions.restIsSecret(program, word);
        boolean next = counts() && options != null && options.next().contains(word);
        if (word.startsWith("-") || next) {
            // a secret attached to an option may read like the name of one, which has small letters alone; -password
            // may be
            // both, and then what is attached goes and the next word too
            secretNext = next
                    || words == 0 && !users(word) && SecretNames.option(word) && (attached(word) == NONE || small(word))
                    || patches(word);
            userNext = users(word) || userLast(word);
            literalNext = word.equals(LITERAL);
            return;
        }
        if ((behindSet || ProgramOptions.pairs(program)) && names(word)) {
            secretNext = true; // aws configure set aws_secret_access_key …
        } else if (options != null && options.mode(word) || word.equals("login") && options != null) {
            mode = true;
            secretNext = word.equals("login") && (ProgramOptions.store(program) || program.equals("cargo"));
        } else if (stores(word)) {
            storing = true;
        } else if (program.equals("net")) {
            wordsToSecret = using && word.indexOf('\\') >= 0 && !word.startsWith("/") ? 1 : wordsToSecret;
            using |= word.equals("use");
        } else {
            learnProgram(word);
        }
    }

    private void learnProgram(String word) {
        patchesSecret |= patching && (word.startsWith("secret") || word.startsWith("configmap") || word.equals("cm"));
        patching |= word.equals("patch") && (program.equals("kubectl") || program.equals("oc"));
        String name = ProgramOptions.name(word);
        ProgramOptions known = storing ? null : ProgramOptions.of(name);
        if (known != null && !(program.equals("kubectl") && name.equals("kubectl"))) {
            end();
            program = name;
            options = known;
            telling = ProgramOptions.tells(name, known);
            wordsToSecret = name.equals("convertto-securestring") ? 1 : 0;
        }
    }

    /** Whether this word names a setting that is secret, its section or registry before it. */
    private static boolean names(String word) {
        String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf(':')) + 1);
        return SecretNames.field(name)
                || name.equals("_auth")
                || word.startsWith("pypi-token.")
                || capitals(name, 0, name.length()) && SecretNames.variable(name);
    }

    /** Whether what follows this word are names and values: {@code vault kv put}, {@code fly secrets set}. */
    private boolean stores(String word) {
        return switch (word) {
            case "put", "write", "patch" -> ProgramOptions.store(program);
            case "secrets" -> program.equals("fly") || program.equals("flyctl");
            case "config:set" -> program.equals("heroku");
            default -> false;
        };
    }

    /** Whether the next word, or what follows the sign, is a patch of a Secret or ConfigMap. */
    private boolean patches(String option) {
        return patchesSecret && (option.equals("-p") || option.equals("--patch"));
    }

    private boolean users(String option) {
        return options != null && options.user().contains(option);
    }

    /** Options of one letter in one word, of which the last wants a user: {@code curl -sku}. */
    private boolean userLast(String word) {
        if (!program.equals("curl") || word.length() < 3 || !word.endsWith("u")) {
            return false;
        }
        for (int i = 1; i < word.length(); i++) {
            if (!TokenForms.alphanumeric(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private int attached(String word) {
        return options != null && counts() ? options.attachedFrom(word) : NONE;
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
