// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/** Secrets that a longer expression is needed for: keys in blocks, secrets in pipes, in sentences, in statements, in manifests. */
final class Expressions {
    private static final String LABEL = "[A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?";

    private Expressions() {}

    /** An expression whose group 1 stays before the secret, which is group 2. */
    private record Rule(SecretKind kind, Pattern pattern) {
        Rule(SecretKind kind, String pattern) {
            this(kind, Pattern.compile(pattern));
        }
    }

    private static final List<Rule> BLOCKS = List.of(
            new Rule(
                    SecretKind.PRIVATE_KEY,
                    "()(-{4,5} ?BEGIN " + LABEL + " ?-{4,5}(?s:.*?)(?:-{4,5} ?END " + LABEL + " ?-{4,5}|$))"),
            new Rule(
                    SecretKind.PRIVATE_KEY,
                    "(Private-Lines: \\d+(?:\\s|\\\\[rn])+)([A-Za-z0-9+/=](?:[A-Za-z0-9+/=\\s]|\\\\[rn])+)"));

    private static final List<Rule> WEBHOOKS = List.of(
            new Rule(
                    SecretKind.CLOUD_KEY, "(\\bhooks\\.slack\\.com/(?:services|workflows|triggers)/)([A-Za-z0-9/_-]+)"),
            new Rule(SecretKind.CLOUD_KEY, "(\\bdiscord(?:app)?\\.com/api/webhooks/[0-9]+/)([A-Za-z0-9_-]+)"),
            new Rule(SecretKind.CLOUD_KEY, "(\\bwebhook\\.office\\.com/webhookb2/)([A-Za-z0-9/@_-]+)"));

    private static final List<Rule> PIPES = List.of(
            new Rule(
                    SecretKind.PASSWORD,
                    "(\\b(?:echo|printf)\\s+(?:-[neE]+\\s+)*[\"']?[^\\s:\"'|]{1,64}:)([^\\s\"'|]+)[\"']?\\s*\\|\\s*(?:sudo\\s+)?(?:/\\S*/)?chpasswd"),
            new Rule(
                    SecretKind.PASSWORD,
                    "(\\b(?:echo|printf)\\s+(?:-[neE]+\\s+)*[\"']?)([^\\s\"'|:\\[][^\\s\"'|]*)[\"']?\\s*\\|\\s*(?:sudo\\s+(?:-\\S+\\s+)*-\\S*S|\\S*passwd\\s|[^|]*--(?:password-)?stdin|[^|]*--with-token)"));

    private static final List<Rule> STATEMENTS = List.of(
            new Rule(
                    SecretKind.PASSWORD,
                    "(?i)(\\bidentified\\s+(?:with\\s+\\S+\\s+)?(?:by|as)\\s+(?:password\\s+)?\\\\*['\"])([^'\"\\\\]+)"),
            new Rule(SecretKind.PASSWORD, "(?i)(\\bpassword\\s+\\\\*['\"])([^'\"\\\\\\[]+)"),
            new Rule(SecretKind.PASSWORD, "(?i)(\\blogin\\s+\\S+\\s+password\\s+)([^\\s\"'\\[]+)"),
            new Rule(
                    SecretKind.PASSWORD,
                    "(?i)(\\b(?:password|passphrase|secret|token|api key)\\s+(?:is|was|set to)\\s+[\"'`]?)([^\\s\"'`\\[]*[0-9][^\\s\"'`]*)"),
            new Rule(SecretKind.BASIC, "(\"auth\\\\*\"\\s*:\\s*\\\\*\")([A-Za-z0-9+/]{8,}={0,2})"),
            new Rule(SecretKind.BASIC, "(\\b_auth\\s*=\\s*\"?)([A-Za-z0-9+/]{6,}={0,2})"),
            new Rule(SecretKind.BASIC, "(\\bjdbc:oracle:[a-z]+:[^/\\s:]+/)([^@\\s]+)@"),
            new Rule(SecretKind.TOKEN, "([?&](?:sig|signature|code|key|auth)=)([A-Za-z0-9+/_%-]{16,}={0,2})"));

    static String blocks(String text, Redactions redactions) {
        return all(BLOCKS, text, redactions);
    }

    static String webhooks(String text, Redactions redactions) {
        return all(WEBHOOKS, text, redactions);
    }

    static String pipes(String text, Redactions redactions) {
        return all(PIPES, text, redactions);
    }

    static String statements(String text, Redactions redactions) {
        return all(STATEMENTS, text, redactions);
    }

    private static String all(List<Rule> rules, String text, Redactions redactions) {
        String result = text;
        for (Rule rule : rules) {
            result = apply(rule, result, redactions);
        }
        return result;
    }

    private static String apply(Rule rule, String text, Redactions redactions) {
        Matcher matcher = rule.pattern().matcher(text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int end = 0;
        do {
            String value = matcher.group(2);
            if (value != null && !value.isEmpty() && !value.startsWith("[redacted:")) {
                out.append(text, end, matcher.start(2));
                out.append(redactions.replace(rule.kind(), value));
                end = matcher.end(2);
            }
        } while (matcher.find());
        return out.append(text, end, text.length()).toString();
    }
}
