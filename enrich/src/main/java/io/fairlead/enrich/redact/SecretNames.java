// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

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
            "credentials",
            "cookie",
            "authorization");

    /** Names that are secret as they stand, without the characters between their words. */
    private static final Set<String> WHOLE = Set.of(
            "authorization",
            "proxyauthorization",
            "cookie",
            "setcookie",
            "pass",
            "pgpass",
            "psk",
            "pw",
            "otp",
            "totp",
            "secrets",
            "tokens",
            "passwords",
            "creds",
            "credential",
            "credentials",
            "jsessionid",
            "phpsessid",
            "xamzsignature",
            "xgoogsignature",
            "samlresponse",
            "clientassertion",
            "gitlabsession",
            "connectsid",
            "aspnetsessionid",
            "aspxauth",
            "laravelsession",
            "jenkinscrumb",
            "xjenkinscrumb",
            "xjfrogartapi",
            "dockercfg",
            "dockerconfigjson",
            "connectionstring");

    private static final String[] ADDITIONS = {"_value", "_base64", "_b64", "_old", "_new"};

    /** Ends of names that are secret whatever stands before; by the last letter, so that most names are told at once. */
    private static final String[][] ENDINGS = byLast(Stream.of(
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "passcode",
            "userpass",
            "dbpass",
            "storepass",
            "keypass",
            "rootpass",
            "adminpass",
            "requirepass",
            "masterauth",
            "bindpw",
            "rootpw",
            "userpw",
            "adminpw",
            "secret",
            "token",
            "apikey",
            "accesskey",
            "secretkey",
            "privatekey",
            "accountkey",
            "encryptionkey",
            "signingkey",
            "masterkey",
            "authkey",
            "storagekey",
            "sshkey",
            "deploykey",
            "servicekey",
            "subscriptionkey",
            "presharedkey",
            "sessionkey",
            "sharedkey",
            "integrationkey",
            "licensekey",
            "apptoken",
            "keydata",
            "privatekeydata",
            "secretaccesskey",
            "xapikey",
            "accesstokensecret",
            "secretkeybase",
            "psk",
            "passwords",
            "credentials",
            "sshpass",
            "sonarlogin",
            "pswd",
            "passwort",
            "hmackey",
            "routingkey",
            "userkey",
            "adminkey",
            "applicationkey",
            "secretstring",
            "secretvalue",
            "secretbinary"));

    /** Ends of names of what names a Secret. */
    private static final String[] NAMING = {"existingsecret", "externalsecret", "sealedsecret", "tlssecret"};

    private static final Set<String> NOT = Set.of(
            "nexttoken", "continuetoken", "pagetoken", "nextpagetoken", "paginationtoken", "certificateauthoritydata");
    private static final LastLetters LAST_LETTERS = new LastLetters(
            Stream.of(Arrays.stream(ENDINGS).flatMap(Arrays::stream), WHOLE.stream(), Arrays.stream(ADDITIONS))
                    .flatMap(words -> words));

    /** All of them by the last letter. */
    private static final String[][] BY_LAST =
            byLast(Stream.concat(Arrays.stream(ENDINGS).flatMap(Arrays::stream), WHOLE.stream()));

    /** Names of an address' parameters that are secret when what they hold is long. */
    static final Set<String> PARAMETERS = Set.of(
            "sig", "signature", "code", "key", "auth", "jwt", "sid", "session", "sessionid", "session_id", "ticket");

    private static final int LEAST_PARAMETER = 16;
    private static final int LONGEST_FIELD = 64;
    private static final int LONGEST = 128;

    private SecretNames() {}

    /** True for the name of an environment variable like DB_PASSWORD, GITHUB_TOKEN or AWS_SECRET_ACCESS_KEY. */
    public static boolean variable(String name) {
        if (name.length() > LONGEST) {
            return true;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("pwd") || lower.equals("oldpwd")) {
            return false; // the working directory
        }
        if (lower.contains("password") || lower.contains("secret") || lower.contains("token") || field(name)) {
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
        return ends(name, 0, name.length());
    }

    /** True for a parameter of an address that is signed, keyed or of a session, with a long value. */
    static boolean parameter(String name, String value) {
        return value.length() >= LEAST_PARAMETER && PARAMETERS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** As {@link #field}, for a name that stands in a text. */
    static boolean ends(String text, int from, int to) {
        if (to - from < 2 || !mayEnd(text, from, to)) {
            return false;
        }
        int end = withoutAddition(text, from, to);
        int length = end - from;
        if (length < 2 || length > LONGEST_FIELD) {
            return false;
        }
        char last = lower(text.charAt(end - 1));
        if (last < 'a' || last > 'z') {
            return false;
        }
        if (!endsLike(text, from, end, BY_LAST[last - 'a'])) {
            return false;
        }
        StringBuilder plain = new StringBuilder(length);
        for (int i = from; i < end; i++) {
            char c = lower(text.charAt(i));
            if (c != '_' && c != '-' && c != '.') {
                plain.append(c);
            }
        }
        String letters = plain.toString();
        if (WHOLE.contains(letters)) {
            return true;
        }
        // an annotation like authentication.k8s.io/legacy-token names whose token it was
        boolean told = (letters.indexOf('/') < 0 || "dey".indexOf(last) >= 0) && !letters.startsWith("hashed");
        for (String ending : ENDINGS[last - 'a']) {
            if (letters.endsWith(ending)) {
                return told && !NOT.contains(letters) && !naming(letters);
            }
        }
        return false;
    }

    private static boolean naming(String letters) {
        for (String ending : NAMING) {
            if (letters.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name ends, but for what stands between its words, in one of these words. */
    private static boolean endsLike(String text, int from, int end, String[] words) {
        for (String word : words) {
            int left = word.length();
            for (int i = end - 1; i >= from && left > 0; i--) {
                char c = lower(text.charAt(i));
                if (c == '_' || c == '-' || c == '.') {
                    continue;
                }
                if (c != word.charAt(left - 1)) {
                    break;
                }
                left--;
            }
            if (left == 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the name ends without a number or a word like _value behind it. */
    private static int withoutAddition(String text, int from, int to) {
        int end = to;
        for (String addition : ADDITIONS) {
            if (end - from > addition.length()
                    && text.regionMatches(true, end - addition.length(), addition, 0, addition.length())) {
                end -= addition.length();
            }
        }
        while (end > from && (text.charAt(end - 1) >= '0' && text.charAt(end - 1) <= '9')) {
            end--;
        }
        return end > from && end < to && (text.charAt(end - 1) == '_' || text.charAt(end - 1) == '-') ? end - 1 : end;
    }

    /** True for a command's option whose next word is secret, like {@code --password}; not for {@code --password=x}. */
    public static boolean option(String argument) {
        int dashes = argument.startsWith("--") ? 2 : argument.startsWith("-") ? 1 : 0;
        return dashes > 0
                && argument.length() < LONGEST
                && argument.indexOf('=') < 0
                && argument.indexOf(' ') < 0
                && (field(argument.substring(dashes)) || lastPart(argument, dashes));
    }

    private static boolean lastPart(String argument, int dashes) {
        int start = Math.max(argument.lastIndexOf('-'), argument.lastIndexOf('_')) + 1;
        return argument.length() - dashes > 3
                && PARTS.contains(argument.substring(start).toLowerCase(Locale.ROOT));
    }

    /** Whether {@link #ends} may be true: nearly all names are told by their last letters. */
    static boolean mayEnd(String text, int from, int to) {
        return LAST_LETTERS.may(text, from, to);
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static String[][] byLast(Stream<String> words) {
        List<String> all = words.sorted().toList();
        String[][] byLast = new String[26][];
        for (int i = 0; i < byLast.length; i++) {
            char last = (char) ('a' + i);
            byLast[i] = all.stream()
                    .filter(word -> word.charAt(word.length() - 1) == last)
                    .toArray(String[]::new);
        }
        return byLast;
    }
}
