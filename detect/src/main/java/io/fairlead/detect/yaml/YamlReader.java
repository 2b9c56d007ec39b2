// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.yaml;

import io.fairlead.detect.rule.RejectionCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Copies a composed node into {@link Yaml}: only plain values, every key once, bounded in size and depth however often
 * aliases repeat a part.
 */
public final class YamlReader {
    private static final int MOST_NODES = 200_000;
    private static final int DEEPEST = 40;

    private int nodes;

    /** For one document. */
    public YamlReader() {}

    /** The node as plain values. */
    public Yaml read(Node node) throws RuleException {
        return read(node, 0);
    }

    /** The line of a node, from 1. */
    public static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private Yaml read(Node node, int depth) throws RuleException {
        if (++nodes > MOST_NODES) {
            throw new RuleException(
                    RejectionCode.TOO_LARGE,
                    line(node),
                    "more than " + MOST_NODES + " values, aliases resolved: split the rule");
        }
        if (depth > DEEPEST) {
            throw new RuleException(RejectionCode.TOO_LARGE, line(node), "nested deeper than " + DEEPEST + " levels");
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, depth);
            case SequenceNode sequence -> sequence(sequence, depth);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new RuleException(RejectionCode.BAD_YAML, line(node), "unresolved alias");
        };
    }

    private Yaml mapping(MappingNode node, int depth) throws RuleException {
        plain(node, Tag.MAP);
        Map<String, Yaml> entries = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new RuleException(RejectionCode.BAD_YAML, line(tuple.getKeyNode()), "a key must be text");
            }
            String name = key.getValue();
            if (entries.containsKey(name)) {
                throw new RuleException(
                        RejectionCode.BAD_YAML, line(key), "duplicate key '" + name + "': the first would be lost");
            }
            entries.put(name, read(tuple.getValueNode(), depth + 1));
            lines.put(name, line(key));
        }
        return new Yaml.Mapping(line(node), entries, lines);
    }

    private Yaml sequence(SequenceNode node, int depth) throws RuleException {
        plain(node, Tag.SEQ);
        List<Yaml> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            items.add(read(item, depth + 1));
        }
        return new Yaml.Sequence(line(node), items);
    }

    private static Yaml scalar(ScalarNode node) throws RuleException {
        Tag tag = node.getTag();
        String text = node.getValue();
        if (tag.equals(Tag.NULL)) {
            return new Yaml.Scalar(line(node), Yaml.Kind.NULL, "", Optional.empty());
        }
        if (tag.equals(Tag.BOOL)) {
            return new Yaml.Scalar(line(node), Yaml.Kind.BOOLEAN, text.toLowerCase(Locale.ROOT), Optional.empty());
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            Optional<BigDecimal> number = number(text);
            Yaml.Kind kind = number.isPresent() ? Yaml.Kind.NUMBER : Yaml.Kind.TEXT;
            return new Yaml.Scalar(line(node), kind, text, number);
        }
        if (!tag.equals(Tag.ENV_TAG)) { // a plain ${…} is text in a rule, never a variable
            plain(node, Tag.STR);
        }
        return new Yaml.Scalar(line(node), Yaml.Kind.TEXT, text, Optional.empty());
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.length() > 64) {
            return Optional.empty();
        }
        try {
            if (text.startsWith("0x") || text.startsWith("0o")) {
                int radix = text.charAt(1) == 'x' ? 16 : 8;
                return Optional.of(new BigDecimal(new BigInteger(text.substring(2), radix)));
            }
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > 100 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException notFinite) {
            return Optional.empty();
        }
    }

    private static void plain(Node node, Tag expected) throws RuleException {
        if (!node.getTag().equals(expected)) {
            throw new RuleException(
                    RejectionCode.BAD_YAML,
                    line(node),
                    "the tag " + node.getTag().getValue() + " has no place in a rule");
        }
    }
}
