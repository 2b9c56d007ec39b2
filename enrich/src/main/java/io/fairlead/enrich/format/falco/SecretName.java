// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.format.FormatContext;

/**
 * Takes secrets out of an alert. In a sentence about Kubernetes {@code secret=db-login} is the name of a Secret, which
 * stays: where the alert's fields tell what the request was for, only that name does.
 */
final class SecretName {
    private static final String WORD = "secret=";
    private static final String TARGET = "ka.target.name";

    /** The word with the name of an object (RFC 1123), or with none. */
    private static final Pattern NAMED =
            Pattern.compile("[ (]" + WORD + "(<NA>|[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)(?:[ ),]|$)");

    /** A line of text has neither source nor fields: the sentences of Falco's own rules, their time and priority before them. */
    private static final Pattern SENTENCE = Pattern.compile("^\\S+: [A-Z][a-z]+ K8s Secret [A-Z]");

    private SecretName() {}

    /** Takes them out of all of it; true when a name stayed in the output. */
    static boolean redact(ObjectNode root, ObjectNode alert, FormatContext context) {
        String output =
                alert.get("output") instanceof TextNode text && text.textValue().contains(WORD) ? text.textValue() : "";
        Matcher named = NAMED.matcher(output);
        boolean kept = !output.isEmpty()
                && named.find()
                && isAboutKubernetes(alert)
                && isOf(alert, named.group(1))
                && clean(named.group(1), context).equals(named.group(1));
        if (!kept) {
            context.redactor().trees().redact(root, null, context.redactions());
            return false;
        }
        alert.putNull("output");
        context.redactor().trees().redact(root, null, context.redactions());
        int begin = named.start(1) - WORD.length();
        alert.put(
                "output",
                clean(output.substring(0, begin), context)
                        + output.substring(begin, named.end(1))
                        + clean(output.substring(named.end(1)), context));
        return true;
    }

    private static boolean isAboutKubernetes(ObjectNode alert) {
        String source = alert.path("source").asText();
        return source.equals("k8s_audit")
                || source.isEmpty() && alert.path("output_fields").has(TARGET)
                || !alert.has("rule")
                        && SENTENCE.matcher(alert.path("output").asText()).find();
    }

    private static boolean isOf(ObjectNode alert, String name) {
        return !(alert.path("output_fields").get(TARGET) instanceof TextNode target)
                || target.textValue().equals(name);
    }

    private static String clean(String text, FormatContext context) {
        return context.redactor().texts().redact(text, context.redactions());
    }
}
