// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import io.fairlead.enrich.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what looks like a credential in free text: tokens, keys, and values behind words like password; also where the
 * text, or a stretch of it, is encoded in base64, in hexadecimal digits or in percent-encoding, two deep.
 *
 * <p>Linear in the text's length, and most texts are only looked through once: what one pass finds marks of decides which
 * finders are asked. Thread-safe.
 */
public final class TextRedactor {
    private static final int DEEPEST = 2;

    private final TreeRedactor trees;
    private final CleanTexts clean = new CleanTexts();

    /** A redactor; the reader reads JSON held in texts. */
    public TextRedactor(JsonReader reader) {
        this.trees = new TreeRedactor(this, reader);
    }

    /** The redactor of JSON that goes with it. */
    TreeRedactor trees() {
        return trees;
    }

    /** The text without credentials: the same object when there was none. */
    public String redact(String text, Redactions redactions) {
        if (redactions.isClean(text)) {
            return text;
        }
        if (clean.has(text)) {
            redactions.clean(text);
            return text;
        }
        int before = redactions.count();
        String json = trees.json(text, redactions);
        String result = json == null ? redact(text, DEEPEST, redactions) : json;
        if (result == text && redactions.count() == before) {
            clean.add(text);
            redactions.clean(text);
        }
        return result;
    }

    private static String redact(String text, int depth, Redactions redactions) {
        int marks = Marks.of(text);
        if (marks == 0) {
            return text;
        }
        String result = plain(text, marks, redactions);
        if ((marks & Marks.ESCAPE) != 0 && depth >= 0) {
            result = Escapes.clean(result, decoded -> redact(decoded, depth - 1, redactions));
        }
        if ((marks & Marks.PERCENT) != 0 && depth > 0) {
            result = percent(result, depth, redactions);
        }
        return (marks & Marks.BASE64) != 0 && depth > 0 ? runs(result, depth, redactions) : result;
    }

    private static String plain(String text, int marks, Redactions redactions) {
        String result = text;
        if ((marks & Marks.BLOCK) != 0) {
            result = Expressions.blocks(result, redactions);
        }
        if ((marks & Marks.MANIFEST) != 0) {
            result = ManifestText.redact(result, redactions);
        }
        if ((marks & Marks.TOKEN) != 0) {
            result = Secrets.replace(result, Tokens::at, redactions);
        }
        if ((marks & Marks.SCHEME) != 0) {
            result = Secrets.replace(result, Schemes::at, redactions);
        }
        if ((marks & Marks.URL) != 0) {
            result = Secrets.replace(result, UrlPasswords::at, redactions);
        }
        if ((marks & Marks.MARKUP) != 0) {
            result = Secrets.replace(result, Markup::at, redactions);
        }
        if ((marks & Marks.WEBHOOK) != 0) {
            result = Expressions.webhooks(result, redactions);
        }
        if ((marks & Marks.PIPE) != 0) {
            result = Expressions.pipes(result, redactions);
        }
        if ((marks & Marks.NAME) != 0) {
            result = Secrets.replace(result, NamedValues::at, redactions);
        }
        if ((marks & Marks.COMMAND) != 0) {
            result = CommandText.redact(result, redactions);
        }
        if ((marks & Marks.PROSE) != 0) {
            result = Secrets.replace(result, Prose::at, redactions);
        }
        return (marks & Marks.STATEMENT) == 0 ? result : Expressions.statements(result, redactions);
    }

    /** Every word with percent-encoding in it, as it reads decoded. */
    private static String percent(String text, int depth, Redactions redactions) {
        StringBuilder out = null;
        int copied = 0;
        int i = 0;
        while (i < text.length()) {
            int start = i;
            boolean encoded = false;
            while (i < text.length() && !ends(text.charAt(i))) {
                encoded |= text.charAt(i) == '%';
                i++;
            }
            String clean = encoded ? inner(Encodings.percent(text, start, i), depth, redactions) : null;
            if (clean != null) {
                out = (out == null ? new StringBuilder(text.length()) : out)
                        .append(text, copied, start)
                        .append(clean);
                copied = i;
            }
            i = Math.max(i, start + 1);
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    /** Every run of base64's characters that is a text. */
    private static String runs(String text, int depth, Redactions redactions) {
        StringBuilder out = null;
        int copied = 0;
        int i = 0;
        while (i < text.length()) {
            if (!Encodings.base64(text.charAt(i))) {
                i++;
                continue;
            }
            int end = Encodings.runEnd(text, i);
            Encodings.Encoded encoded = Encodings.of(text, i, end);
            String clean = inner(encoded, depth, redactions);
            if (encoded != null && clean != null) {
                out = (out == null ? new StringBuilder(text.length()) : out)
                        .append(text, copied, encoded.start())
                        .append(clean);
                copied = encoded.end();
                end = Math.max(end, encoded.end());
            }
            i = end;
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    /** The same without secrets and encoded again, but a mark alone in clear; null when there was none. */
    private static @Nullable String inner(Encodings.@Nullable Encoded encoded, int depth, Redactions redactions) {
        if (encoded == null) {
            return null;
        }
        String clean = redact(encoded.text(), depth - 1, redactions);
        if (clean == encoded.text()) {
            return null;
        }
        boolean mark =
                Mark.at(clean, 0) && clean.strip().indexOf(']') == clean.strip().length() - 1;
        return mark ? clean.strip() : encoded.encode(clean);
    }

    private static boolean ends(char c) {
        return c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '&' || c == '?' || c == ';';
    }
}
