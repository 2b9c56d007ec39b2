// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fairlead.detect.rule.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads parts of documents that were found sound already. */
final class TreeReader {
    private static final JsonFactory JSON = new JsonFactory();

    private TreeReader() {}

    static Tree read(byte[] document, int start, int end) {
        try (JsonParser parser = JSON.createParser(document, start, end - start)) {
            return tree(parser, parser.nextToken());
        } catch (IOException broken) {
            return Tree.NOTHING; // bytes that are no UTF-8 in keys, which the scan passes over
        }
    }

    private static Tree tree(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Tree> children = new LinkedHashMap<>();
                for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                    children.put(key, tree(parser, parser.nextToken()));
                }
                yield new Tree.Branch(children);
            }
            case START_ARRAY -> {
                List<Tree> members = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    members.add(tree(parser, parser.currentToken()));
                }
                yield new Tree.Items(members);
            }
            case VALUE_STRING -> new Tree.Scalar(parser.getText(), true);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                new Tree.Scalar(parser.getText(), false);
            case VALUE_NULL -> Tree.NOTHING;
            default -> throw new IOException("unexpected " + token);
        };
    }
}
