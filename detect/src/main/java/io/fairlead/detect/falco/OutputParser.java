// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.OutputTemplate;
import io.fairlead.detect.rule.OutputTemplate.Piece;
import io.fairlead.detect.yaml.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses outputs: text with {@code %field}, {@code %field[argument]} and {@code %transformer(field)}. */
final class OutputParser {
    private static final Pattern FIELD = Pattern.compile(
            "%((?:[a-z0-9_]+\\(){0,4})([a-zA-Z][a-zA-Z0-9_]*(?:\\.[a-zA-Z][a-zA-Z0-9_]*)+)(\\[[^\\]]*\\])?");

    /** No field, but a word of Falco's for what it says of a container; nothing where events tell of none. */
    private static final String CONTAINER = "%container.info";

    private final Fields fields;
    private final int line;

    OutputParser(Fields fields, int line) {
        this.fields = fields;
        this.line = line;
    }

    OutputTemplate parse(String output) throws RuleException {
        // a leading star once asked for all values; it says nothing now
        String text = (output.startsWith("*%") ? output.substring(1) : output).replace(CONTAINER, fields.container());
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = FIELD.matcher(text);
        int at = 0;
        while (matcher.find(at)) {
            String written = matcher.group().substring(1);
            long opened = matcher.group(1).chars().filter(c -> c == '(').count();
            int end = matcher.end() + (int) opened;
            if (end <= text.length()) {
                written += text.substring(matcher.end(), end);
            }
            Expression.Field field = ConditionParser.field(written, line);
            pieces.add(new Piece(
                    text.substring(at, matcher.start()),
                    Optional.of(fields.use(field, line).projection())));
            at = Math.min(end, text.length());
        }
        if (at < text.length()) {
            pieces.add(new Piece(text.substring(at), Optional.empty()));
        }
        return new OutputTemplate(pieces);
    }
}
