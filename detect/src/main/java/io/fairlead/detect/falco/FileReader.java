// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import io.fairlead.detect.yaml.YamlReader;
import io.fairlead.detect.yaml.YamlSettings;
import java.util.List;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a file's entries, each by itself: a bad one costs no other. */
final class FileReader {
    private final String file;
    private final ItemReader items;
    private final List<Rejection> rejections;

    FileReader(String file, Definitions definitions, List<Rejection> rejections) {
        this.file = file;
        this.items = new ItemReader(definitions);
        this.rejections = rejections;
    }

    void read(String text) {
        try {
            for (Node document : new Compose(YamlSettings.of(text)).composeAllFromString(text)) {
                document(document);
            }
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            reject(line, "", RejectionCode.BAD_YAML, "not YAML: " + broken.getProblem());
        } catch (YamlEngineException broken) {
            reject(1, "", RejectionCode.BAD_YAML, "not YAML: " + broken.getMessage());
        } catch (StackOverflowError tooDeep) {
            reject(1, "", RejectionCode.TOO_LARGE, "nested too deeply to be a rule");
        }
    }

    private void document(Node document) {
        if (!(document instanceof SequenceNode sequence)) {
            reject(YamlReader.line(document), "", RejectionCode.BAD_VALUE, "a file of Falco rules is a list");
            return;
        }
        for (Node node : sequence.getValue()) {
            String title = "";
            try {
                if (new YamlReader().read(node) instanceof Yaml.Mapping mapping) {
                    title = title(mapping);
                    items.read(new Item(file, mapping));
                } else {
                    reject(
                            YamlReader.line(node),
                            "",
                            RejectionCode.BAD_VALUE,
                            "an entry is a mapping of keys to values");
                }
            } catch (RuleException bad) {
                reject(bad.line(), title, bad.code(), bad.reason());
            }
        }
    }

    private static String title(Yaml.Mapping mapping) {
        if (!mapping.text("rule").isEmpty()) {
            return mapping.text("rule");
        }
        String macro = mapping.text("macro");
        String list = mapping.text("list");
        return !macro.isEmpty() ? "macro " + macro : !list.isEmpty() ? "list " + list : "";
    }

    private void reject(int line, String title, RejectionCode code, String reason) {
        boolean rule = !title.isEmpty() && !title.startsWith("macro ") && !title.startsWith("list ");
        rejections.add(new Rejection(file, line, rule ? FalcoCompilation.id(title) : "", title, code, reason));
    }
}
