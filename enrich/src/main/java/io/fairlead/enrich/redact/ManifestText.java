// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** The data of Secrets and ConfigMaps in texts that hold such an object as YAML or JSON, whole or cut off. */
final class ManifestText {
    private static final Pattern JSON =
            Pattern.compile("\\\\*\"(?:data|stringData|binaryData)\\\\*\"\\s*:\\s*\\{([^{}]*)");
    private static final Pattern JSON_VALUE = Pattern.compile("(:\\s*)(\\\\*)\"((?:[^\"\\\\]|\\\\+[^\"\\\\])*)");
    private static final Pattern YAML = Pattern.compile(
            "(?m)^([ \\t]*)(?:data|stringData|binaryData):[ \\t]*\\r?\\n((?:[ \\t]+\\S.*\\r?\\n?|[ \\t]*\\r?\\n)+)");
    private static final Pattern YAML_VALUE = Pattern.compile(
            "(?m)^([ \\t]+(?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9._-]+):)[ \\t]+(\\S.*?)[ \\t\\r]*$|^([ \\t]+)(\\S.*?)[ \\t\\r]*$");

    private ManifestText() {}

    static String redact(String text, Redactions redactions) {
        boolean command = text.contains("kubectl ");
        boolean secret = text.contains("Secret") || text.contains("stringData") || command && text.contains(" secret");
        if (!secret
                && !text.contains("ConfigMap")
                && !(command && (text.contains(" configmap") || text.contains(" cm")))) {
            return text;
        }
        SecretKind kind = secret ? SecretKind.SECRET_DATA : SecretKind.CONFIG_DATA;
        String clean = yaml(json(text, kind, redactions), kind, redactions);
        return clean.contains("\\n") ? escaped(clean, kind, redactions) : clean;
    }

    /** A line may quote a manifest whose own ends of lines are escaped. */
    private static String escaped(String text, SecretKind kind, Redactions redactions) {
        StringBuilder out = new StringBuilder(text.length());
        for (int from = 0; from < text.length(); ) {
            int next = text.indexOf('\n', from);
            int end = next < 0 ? text.length() : next + 1;
            String line = text.substring(from, end);
            String lineEnd = line.endsWith("\n") ? "\n" : "";
            String lines = line.substring(0, line.length() - lineEnd.length()).replace("\\n", "\n");
            String clean = yaml(lines, kind, redactions);
            out.append(clean.equals(lines) ? line : clean.replace("\n", "\\n") + lineEnd);
            from = end;
        }
        return out.toString();
    }

    private static String json(String text, SecretKind kind, Redactions redactions) {
        Matcher object = JSON.matcher(text);
        StringBuilder out = new StringBuilder();
        int end = 0;
        while (object.find()) {
            out.append(text, end, object.start(1));
            out.append(values(JSON_VALUE, String.valueOf(object.group(1)), 3, 3, kind, redactions));
            end = object.end();
        }
        return end == 0 ? text : out.append(text, end, text.length()).toString();
    }

    private static String yaml(String text, SecretKind kind, Redactions redactions) {
        Matcher block = YAML.matcher(text);
        StringBuilder out = new StringBuilder();
        int end = 0;
        while (block.find()) {
            String body = String.valueOf(block.group(2));
            int length = deeper(body, String.valueOf(block.group(1)).length());
            out.append(text, end, block.start(2));
            out.append(values(YAML_VALUE, body.substring(0, length), 2, 4, kind, redactions));
            end = block.start(2) + length;
        }
        return end == 0 ? text : out.append(text, end, text.length()).toString();
    }

    /** Length of the lines that are indented deeper than this. */
    private static int deeper(String body, int indent) {
        int line = 0;
        while (line < body.length()) {
            int first = line;
            while (first < body.length() && (body.charAt(first) == ' ' || body.charAt(first) == '\t')) {
                first++;
            }
            int end = body.indexOf('\n', line);
            boolean blank = first == body.length() || body.charAt(first) == '\n' || body.charAt(first) == '\r';
            if (!blank && first - line <= indent) {
                return line;
            }
            line = end < 0 ? body.length() : end + 1;
        }
        return body.length();
    }

    private static String values(
            Pattern pattern, String body, int first, int second, SecretKind kind, Redactions redactions) {
        Matcher value = pattern.matcher(body);
        StringBuilder out = new StringBuilder();
        int end = 0;
        while (value.find()) {
            int group = value.group(first) == null ? second : first;
            String secret = value.group(group);
            if (secret != null && !secret.isEmpty() && !Mark.at(secret, 0)) {
                out.append(body, end, value.start(group)).append(redactions.replace(kind, secret));
                end = value.end(group);
            }
        }
        return out.append(body, end, body.length()).toString();
    }
}
