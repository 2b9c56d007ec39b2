// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;

/** Reads texts out of lists. */
final class Values {
    private Values() {}

    /** The scalars of a list as texts; anything else in it is an error. */
    static List<String> texts(Yaml.Sequence sequence, String key) throws RuleException {
        List<String> texts = new ArrayList<>();
        for (Yaml item : sequence.items()) {
            texts.add(text(item, key));
        }
        return List.copyOf(texts);
    }

    static String text(Yaml item, String key) throws RuleException {
        if (item instanceof Yaml.Scalar scalar && scalar.kind() != Yaml.Kind.NULL) {
            return scalar.text();
        }
        throw new RuleException(RejectionCode.BAD_VALUE, item.line(), "'" + key + "' holds something that is no text");
    }

    /** One text or a list of them. */
    static List<String> oneOrMore(Yaml value, String key) throws RuleException {
        return value instanceof Yaml.Sequence sequence ? texts(sequence, key) : List.of(text(value, key));
    }
}
