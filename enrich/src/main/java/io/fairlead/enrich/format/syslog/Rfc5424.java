// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code <PRI>1 TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG} (RFC 5424). */
final class Rfc5424 {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int MOST_ELEMENTS = 256;

    private final String text;
    private int at;

    private Rfc5424(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** The message, or empty when the text is none of this version. */
    static Optional<Message> parse(String text) {
        int start = Priority.end(text);
        if (start == 0 || !text.startsWith("1 ", start)) {
            return Optional.empty();
        }
        Optional<Integer> priority = Priority.of(text.substring(1, start - 1));
        Rfc5424 reader = new Rfc5424(text, start + 2);
        String[] words = new String[5];
        for (int i = 0; i < words.length; i++) {
            int space = text.indexOf(' ', reader.at);
            if (space <= reader.at) {
                return Optional.empty();
            }
            String word = text.substring(reader.at, space);
            words[i] = word.equals("-") ? "" : word;
            reader.at = space + 1;
        }
        return reader.data()
                .map(data ->
                        new Message(priority, words[0], words[1], words[2], words[3], words[4], data, reader.rest()));
    }

    private String rest() {
        int from = Math.min(text.length(), at < text.length() && text.charAt(at) == ' ' ? at + 1 : at);
        return from < text.length() && text.charAt(from) == BYTE_ORDER_MARK
                ? text.substring(from + 1)
                : text.substring(from);
    }

    private Optional<Map<String, Map<String, String>>> data() {
        Map<String, Map<String, String>> data = new LinkedHashMap<>();
        if (at < text.length() && text.charAt(at) == '-') {
            at++;
            return Optional.of(data);
        }
        while (at < text.length() && text.charAt(at) == '[') {
            at++;
            String id = word(" ]");
            Map<String, String> element = data.computeIfAbsent(id, any -> new LinkedHashMap<>());
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
                String name = word("=]");
                if (!text.startsWith("=\"", at)) {
                    return Optional.empty();
                }
                at += 2;
                Optional<String> value = value();
                if (value.isEmpty() || name.isEmpty()) {
                    return Optional.empty();
                }
                element.put(name, value.get());
            }
            if (id.isEmpty() || at >= text.length() || text.charAt(at) != ']' || data.size() > MOST_ELEMENTS) {
                return Optional.empty();
            }
            at++;
        }
        boolean ends = at == text.length() || text.charAt(at) == ' ';
        return data.isEmpty() || !ends ? Optional.empty() : Optional.of(data);
    }

    private String word(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    /** Up to the closing quote; quote, backslash and bracket are written behind a backslash. */
    private Optional<String> value() {
        StringBuilder value = new StringBuilder();
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return Optional.of(value.toString());
            }
            if (c == '\\' && at + 1 < text.length() && "\"\\]".indexOf(text.charAt(at + 1)) >= 0) {
                c = text.charAt(++at);
            }
            value.append(c);
        }
        return Optional.empty();
    }
}
