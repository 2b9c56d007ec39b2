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
            new Rule(SecretKind.CLOUD_KEY, "(\\bservices/T[A-Z0-9]{7,}/B[A-Z0-9]{7,}/)([A-Za-z0-9]{16,})"),
            new Rule(
                    SecretKind.CLOUD_KEY,
                    "(\\bdiscord(?:app)?\\.com/api/(?:v[0-9]+/)?webhooks/[0-9]+/)([A-Za-z0-9_-]+)"),
            new Rule(
                    SecretKind.CLOUD_KEY,
                    "(\\b(?:webhook|outlook)\\.office(?:365)?\\.com/webhook(?:b2)?/)([A-Za-z0-9/@_-]+)"));

    /** Programs that read a secret from their standard input, behind the sign that leads to it. */
    private static final String READERS =
            "(?:sudo\\s+(?:-\\S+\\s+)*-\\S*S|(?:sudo\\s+)?(?:\\S*passwd\\s|[^|]*--(?:password-)?stdin|[^|]*--with-token"
                    + "|[^|]*--passphrase-fd|(?:docker|podman)\\s+(?:secret\\s+create|swarm)|gcloud\\s+(?:\\S+\\s+)*secrets\\s"
                    + "|kubectl\\s[^|]*/dev/stdin|gh\\s+secret|wrangler\\s+secret|kubeseal\\s+--raw|cryptsetup\\s|kinit\\s"
                    + "|realm\\s+join|vault\\s+login|psql\\s+-W|smbpasswd\\s))";

    private static final String WRITERS = "(?:echo|printf)\\s+(?:-[neE]+\\s+)*(?:[\"']%s(?:\\\\+n)?[\"']\\s+)?";

    private static final String BRACKET = "\\[(?:[^r\\s\"'|;]|r[^e\\s\"'|;])";

    /** A word that is no mark. */
    private static final String SECRET = "((?:[^\\s\"'|;:\\[]|" + BRACKET + ")(?:[^\\s\"'|;)\\[]|" + BRACKET + ")*)";

    private static final String ENDS = "(?:[\"'\\s|;]|$)";

    private static final List<Rule> PIPES = List.of(
            new Rule(
                    SecretKind.PASSWORD,
                    "(\\b" + WRITERS
                            + "[\"']?[^\\s:\"'|\\[]+:)([^\\s\"'|]+)[\"']?\\s*\\|\\s*(?:sudo\\s+)?(?:/\\S*/)?chpasswd"),
            new Rule(
                    SecretKind.PASSWORD, "(\\b" + WRITERS + "[\"']?)" + SECRET + "[\"']?\\s*\\)?\\s*\\|\\s*" + READERS),
            new Rule(SecretKind.PASSWORD, "(\\bchpasswd[^|;\\n]*<<<\\s*[\"']?[^\\s:\"'|\\[]+:)" + SECRET),
            new Rule(SecretKind.PASSWORD, "(\\b" + READERS + "[^|;\\n]*<<<\\s*[\"']?)" + SECRET + ENDS),
            new Rule(
                    SecretKind.PASSWORD,
                    "(\\b" + READERS + "[^|;\\n]*<<-?\\s*[\"']?\\w+[\"']?\\s*(?:\\n|\\\\+n)\\s*)" + SECRET + ENDS),
            new Rule(SecretKind.PASSWORD, "(<<<\\s*[\"']?)" + SECRET + "[\"']?\\s*\\|\\s*" + READERS));

    private static final String QUOTE = "\\\\*['\"]";

    private static final List<Rule> STATEMENTS = List.of(
            new Rule(
                    SecretKind.PASSWORD,
                    "(?i)(\\bidentified\\s+(?:with\\s+\\S+\\s+)?(?:by|as)\\s+(?:password\\s+)?" + QUOTE
                            + ")([^'\"\\\\]+)"),
            new Rule(
                    SecretKind.PASSWORD,
                    "(?i)(\\b(?:create|alter)\\s+user\\s+\\S+\\s+identified\\s+by\\s+)([^\\s'\"\\\\;\\[]+)"),
            new Rule(
                    SecretKind.PASSWORD,
                    "(?i)(\\bset\\s+password\\b[^=;]*=\\s*(?:password\\()?" + QUOTE + ")([^'\"\\\\\\[]+)"),
            new Rule(
                    SecretKind.PASSWORD,
                    "(\\bdb\\.auth\\(\\s*" + QUOTE + "[^'\"]*['\"]\\s*,\\s*" + QUOTE + ")([^'\"\\\\]+)"),
            new Rule(
                    SecretKind.PASSWORD,
                    "(?im)(^\\s*(?:requirepass|masterauth|rootpw|bindpw|r[ow]community6?)\\s+\"?)([^\\s\"\\[:=]+)"),
            new Rule(
                    SecretKind.PASSWORD,
                    "(?i)(form-data;\\s*name=\\\\*\"[\\w.-]*(?:password|passwd|secret|token|api_?key)\\\\*\"(?:[\\r\\n]|\\\\+[rn]){2,})([^\\r\\n\\\\\\[]+)"),
            new Rule(SecretKind.BASIC, "(\"_?auth\\\\*\"\\s*:\\s*\\\\*\")([A-Za-z0-9+/]{8,}={0,2})"),
            new Rule(SecretKind.BASIC, "(\\bAUTH\\s+(?:PLAIN|LOGIN)\\s+)([A-Za-z0-9+/]{8,}={0,2})"),
            new Rule(
                    SecretKind.PASSWORD,
                    "((?:\\bNetworkCredential|\\bauth\\s*=\\s*)\\(\\s*" + QUOTE + "[^'\"]*['\"]\\s*,\\s*" + QUOTE
                            + ")([^'\"\\\\]+)"),
            new Rule(
                    SecretKind.PASSWORD,
                    "((?:assword|assphrase)[^;\\n]*[;\\n]\\s*send\\s+(?:--\\s*)?" + QUOTE + ")([^'\"\\\\]+)"),
            new Rule(
                    SecretKind.PASSWORD,
                    "(--password-command(?:=|\\s+)(?:" + QUOTE + ")?(?:echo|printf)\\s+(?:-n\\s+)?(?:" + QUOTE
                            + ")?)([^\\s\"'\\\\]+)"),
            new Rule(SecretKind.BASIC, "(\\b_auth\\s*=\\s*\"?)([A-Za-z0-9+/]{6,}={0,2})"),
            new Rule(SecretKind.BASIC, "(\\bjdbc:oracle:[a-z]+:[^/\\s:]+/)([^@\\s]+)@"),
            new Rule(
                    SecretKind.TOKEN,
                    "(?i)([?&;](?:sig|signature|code|key|auth|jwt|sid|session_?id|session|ticket)=)([a-z0-9+/_%.~-]{16,}={0,2})"));

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
            if (value != null && !value.isEmpty() && !Mark.at(value, 0)) {
                out.append(text, end, matcher.start(2));
                out.append(redactions.replace(rule.kind(), value));
                end = matcher.end(2);
            }
        } while (matcher.find());
        return out.append(text, end, text.length()).toString();
    }
}
