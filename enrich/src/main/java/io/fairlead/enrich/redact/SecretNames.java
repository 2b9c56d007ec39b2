// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names that say that what they name is secret. */
public final class SecretNames {
    private static final Set<String> PARTS = Set.of(
            "key",
            "keys",
            "apikey",
            "pass",
            "pwd",
            "psk",
            "passwd",
            "password",
            "passphrase",
            "token",
            "tokens",
            "secret",
            "secrets",
            "credential",
            "credentials");
    private static final Set<String> FIELDS = Set.of(
            "token",
            "password",
            "passwd",
            "secret",
            "apikey",
            "clientsecret",
            "privatekey",
            "privatekeydata",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "bearertoken",
            "secretkey",
            "secretaccesskey",
            "accesskey",
            "passphrase",
            "clientkeydata");
    private static final List<String> ENDINGS = List.of(
            "password",
            "passwd",
            "secretaccesskey",
            "secretkey",
            "apikey",
            "clientsecret",
            "accesstoken",
            "sessiontoken");
    private static final int LONGEST_FIELD = 48;
    private static final int LONGEST = 128;

    private SecretNames() {}

    /** True for the name of an environment variable like DB_PASSWORD, GITHUB_TOKEN or AWS_SECRET_ACCESS_KEY. */
    public static boolean variable(String name) {
        if (name.length() > LONGEST) {
            return true;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("password") || lower.contains("secret") || lower.contains("token")) {
            return true;
        }
        int start = 0;
        for (int i = 0; i <= lower.length(); i++) {
            if (i == lower.length() || !Character.isLetterOrDigit(lower.charAt(i))) {
                if (PARTS.contains(lower.substring(start, i))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    /** True for the name of a field like token, clientSecret or api_key; not for secretName or tokenExpirationSeconds. */
    public static boolean field(String name) {
        int length = name.length();
        if (length < 5 || length > LONGEST_FIELD) {
            return false;
        }
        StringBuilder plain = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-' && c != '.') {
                plain.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
            }
        }
        String letters = plain.toString();
        if (FIELDS.contains(letters)) {
            return true;
        }
        for (String ending : ENDINGS) {
            if (letters.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** True for a command's option whose next word is secret, like {@code --password}; not for {@code --password=x}. */
    public static boolean option(String argument) {
        int dashes = argument.startsWith("--") ? 2 : argument.startsWith("-") ? 1 : 0;
        return dashes > 0
                && argument.length() < LONGEST
                && argument.indexOf('=') < 0
                && argument.indexOf(' ') < 0
                && (variable(argument.substring(dashes)) && !path(argument));
    }

    private static boolean path(String argument) {
        String lower = argument.toLowerCase(Locale.ROOT);
        return lower.endsWith("-file") || lower.endsWith("-name") || lower.endsWith("-path") || lower.endsWith("-dir");
    }
}
