// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.FieldDefinition.Argument;
import io.fairlead.detect.falco.Reading.Shape;
import io.fairlead.detect.rule.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Readings of {@code ka.*}: lists of an audit event and of what it asks for. */
final class AuditReadings implements Readings {
    private static final Map<String, Reading> PLAIN = Map.of(
            "list", Reading.of(Shape.LIST, Argument.NONE, (trees, unused) -> members(trees.getFirst(), "")),
            "members", Reading.of(Shape.LIST, Argument.INDEX, (trees, index) -> members(trees.getFirst(), index)),
            "parameter",
                    Reading.of(
                            Shape.ONE,
                            Argument.KEY,
                            (trees, key) ->
                                    RequestParameters.of(trees.getFirst().text(), key)),
            "pod-name", Reading.one((trees, unused) -> podName(trees.getFirst(), trees.getLast())),
            "volume-types",
                    Reading.of(Shape.LIST, Argument.INDEX, (trees, index) -> types(picked(trees.getFirst(), index))),
            "mounted", Reading.of(Shape.ONE, Argument.KEY, (trees, key) -> mounted(trees.getFirst(), key)),
            "not-answered", Reading.of(Shape.ONE, Argument.KEY, (trees, key) -> List.of("N/A")));

    @Override
    public Optional<Reading> of(String word, List<String> keys) {
        return switch (word) {
            case "each" ->
                Optional.of(Reading.of(
                        Shape.LIST, Argument.INDEX, (trees, index) -> below(picked(trees.getFirst(), index), keys)));
            case "entry" ->
                Optional.of(Reading.one(
                        (trees, unused) -> Trees.value(JsonFields.step(trees.getFirst(), keys.getFirst()))));
            case "subjects" ->
                Optional.of(Reading.of(
                        Shape.LIST,
                        Argument.NONE,
                        (trees, unused) -> subjects(trees.getFirst(), keys.getFirst(), keys.subList(1, keys.size()))));
            default -> Readings.of(PLAIN).of(word, keys);
        };
    }

    /** The members of a list, or the one of this index. */
    static List<Tree> picked(Tree list, String index) {
        return index.isEmpty() ? list.items() : list instanceof Tree.Items ? List.of(list.at(index)) : List.of();
    }

    /** The texts below each of these, lists among them flattened. */
    static List<String> below(List<Tree> trees, List<String> keys) {
        List<String> texts = new ArrayList<>();
        for (Tree tree : trees) {
            Tree found = tree;
            for (String key : keys) {
                found = found.at(key);
            }
            texts.addAll(found.texts());
        }
        return texts;
    }

    private static List<String> members(Tree list, String index) {
        return picked(list, index).stream()
                .filter(tree -> !tree.isNothing())
                .map(Tree::text)
                .toList();
    }

    /** Of the subjects of a kind that have a name these keys, with colons between them. */
    private static List<String> subjects(Tree subjects, String kind, List<String> keys) {
        return subjects.items().stream()
                .filter(subject -> subject.at("kind").text().equals(kind)
                        && !subject.at("name").isNothing())
                .map(subject -> String.join(
                        ":", keys.stream().map(key -> subject.at(key).text()).toList()))
                .toList();
    }

    private static List<String> types(List<Tree> volumes) {
        List<String> types = new ArrayList<>();
        for (Tree volume : volumes) {
            if (volume instanceof Tree.Branch branch) {
                branch.children().keySet().stream()
                        .filter(key -> !key.equals("name"))
                        .forEach(types::add);
            }
        }
        return types;
    }

    /** Whether some volume mounts this path of the host; a key that ends in a star is a prefix. */
    private static List<String> mounted(Tree volumes, String key) {
        if (!(volumes instanceof Tree.Items)) {
            return List.of();
        }
        boolean prefix = key.endsWith("*");
        String wanted = prefix ? key.substring(0, key.length() - 1) : key;
        boolean found = below(volumes.items(), List.of("hostPath", "path")).stream()
                .anyMatch(path -> prefix ? path.startsWith(wanted) : path.equals(wanted));
        return List.of(Boolean.toString(found));
    }

    private static List<String> podName(Tree objectRef, Tree created) {
        if (!objectRef.at("resource").text().equals("pods")) {
            return List.of();
        }
        Tree name = objectRef.at("name");
        return Trees.value(name.isNothing() ? created : name);
    }
}
