// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import io.fairlead.detect.yaml.YamlReader;
import io.fairlead.detect.yaml.YamlSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the documents of a file; those before a syntax error are kept, what follows it is one rejection. */
final class DocumentSplitter {
    private final String file;
    private final String text;
    private final List<SigmaDocument> documents = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private int countedPoints;
    private int countedChars;

    private DocumentSplitter(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** What a file holds. */
    record Split(List<SigmaDocument> documents, List<Rejection> rejections) {}

    static Split split(String file, String text) {
        DocumentSplitter splitter = new DocumentSplitter(file, text);
        splitter.split();
        return new Split(splitter.documents, splitter.rejections);
    }

    private void split() {
        try {
            Iterator<Node> nodes = new Compose(YamlSettings.of(text))
                    .composeAllFromString(text)
                    .iterator();
            while (nodes.hasNext()) {
                take(nodes.next());
            }
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            reject(line, RejectionCode.BAD_YAML, "not YAML: " + broken.getProblem());
        } catch (YamlEngineException broken) {
            reject(1, RejectionCode.BAD_YAML, "not YAML: " + broken.getMessage());
        } catch (StackOverflowError tooDeep) {
            reject(1, RejectionCode.TOO_LARGE, "nested too deeply to be a rule");
        }
    }

    /** The documents of a text as plain values. */
    static List<Yaml> values(String text) throws RuleException {
        List<Yaml> values = new ArrayList<>();
        try {
            for (Node node : new Compose(YamlSettings.of(text)).composeAllFromString(text)) {
                values.add(new YamlReader().read(node));
            }
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new RuleException(RejectionCode.BAD_YAML, line, "not YAML: " + broken.getProblem());
        } catch (YamlEngineException broken) {
            throw new RuleException(RejectionCode.BAD_YAML, 1, "not YAML: " + broken.getMessage());
        } catch (StackOverflowError tooDeep) {
            throw new RuleException(RejectionCode.TOO_LARGE, 1, "nested too deeply");
        }
        return values;
    }

    private void take(Node node) {
        try {
            Yaml yaml = new YamlReader().read(node);
            if (yaml instanceof Yaml.Mapping mapping) {
                documents.add(new SigmaDocument(file, mapping, slice(node)));
            } else if (!(yaml instanceof Yaml.Scalar scalar && scalar.kind() == Yaml.Kind.NULL)) {
                reject(yaml.line(), RejectionCode.BAD_VALUE, "a rule is a mapping of keys to values");
            }
        } catch (RuleException bad) {
            reject(bad.line(), bad.code(), bad.reason());
        }
    }

    /** The document's own text, so that the hash of one rule does not depend on its neighbours. */
    private String slice(Node node) {
        Optional<Mark> start = node.getStartMark();
        Optional<Mark> end = node.getEndMark();
        if (start.isEmpty() || end.isEmpty()) {
            return text;
        }
        int from = offset(start.get().getIndex());
        return text.substring(from, Math.max(from, offset(end.get().getIndex())));
    }

    /** Where in the text a mark stands, which counts code points; documents come in order, so counting goes on from the last. */
    private int offset(int codePoints) {
        if (codePoints < countedPoints) {
            countedPoints = 0;
            countedChars = 0;
        }
        while (countedPoints < codePoints && countedChars < text.length()) {
            countedChars += Character.isSupplementaryCodePoint(text.codePointAt(countedChars)) ? 2 : 1;
            countedPoints++;
        }
        return countedChars;
    }

    private void reject(int line, RejectionCode code, String reason) {
        rejections.add(new Rejection(file, line, "", "", code, reason));
    }
}
