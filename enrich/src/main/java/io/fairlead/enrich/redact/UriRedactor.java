// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import io.fairlead.enrich.ecs.PercentCoding;

/** Replaces secret values in a request's URI: in its query's parameters, as they read once decoded, and in its path. */
public final class UriRedactor {
    private final TextRedactor texts;

    /** A redactor that looks for credentials with this one. */
    public UriRedactor(TextRedactor texts) {
        this.texts = texts;
    }

    /** The URI without secret values: the same object when there was none. */
    public String redact(String uri, Redactions redactions) {
        int question = uri.indexOf('?');
        if (question < 0) {
            return texts.redact(uri, redactions);
        }
        String path = uri.substring(0, question);
        String cleanPath = texts.redact(path, redactions);
        boolean changed = !cleanPath.equals(path);
        CommandWords words = new CommandWords();
        StringBuilder out = new StringBuilder(uri.length()).append(cleanPath).append('?');
        int start = question + 1;
        while (start <= uri.length()) {
            int end = uri.indexOf('&', start);
            end = end < 0 ? uri.length() : end;
            int equals = uri.indexOf('=', start);
            if (equals >= 0 && equals < end) {
                String name = uri.substring(start, equals);
                String value = PercentCoding.decode(uri.substring(equals + 1, end));
                String clean = parameter(name, value, words, redactions);
                boolean same = clean.equals(value);
                changed |= !same;
                out.append(name).append('=');
                out.append(same ? uri.substring(equals + 1, end) : PercentCoding.encode(clean));
            } else {
                out.append(uri, start, end);
            }
            if (end < uri.length()) {
                out.append('&');
            }
            start = end + 1;
        }
        return changed ? out.toString() : uri;
    }

    private String parameter(String name, String value, CommandWords words, Redactions redactions) {
        if (name.equals("command")) {
            String clean = words.redact(value, redactions);
            return clean.equals(value) ? texts.redact(value, redactions) : clean;
        }
        boolean named = (SecretNames.field(name) || SecretNames.parameter(name, value)) && !PlainValues.is(value);
        return named ? redactions.replace(SecretKind.PASSWORD, value) : texts.redact(value, redactions);
    }
}
