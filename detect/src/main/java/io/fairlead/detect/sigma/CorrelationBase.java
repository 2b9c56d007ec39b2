// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.GroupField;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import java.util.stream.Collectors;

/** What a correlation may stand on. */
sealed interface CorrelationBase {
    /** The rule's id. */
    String id();

    /** The rule's hash. */
    String hash();

    /** How many correlations stand on one another here. */
    int depth();

    /**
     * The field behind this name in what the rule gives.
     *
     * @throws RuleException when it gives no such field
     */
    String field(String name, FieldNames.Lookup lookup, int line) throws RuleException;

    /** A rule on single events: its events have the fields of its log source. */
    record Single(DetectionRule rule) implements CorrelationBase {
        @Override
        public String id() {
            return rule.id();
        }

        @Override
        public String hash() {
            return rule.info().hash();
        }

        @Override
        public int depth() {
            return 0;
        }

        @Override
        public String field(String name, FieldNames.Lookup lookup, int line) {
            return lookup.of(rule.scope().logsource()).of(name).getFirst();
        }
    }

    /** A correlation: what it fires has the values of its group. */
    record Chained(CorrelationRule rule) implements CorrelationBase {
        @Override
        public String id() {
            return rule.id();
        }

        @Override
        public String hash() {
            return rule.info().hash();
        }

        @Override
        public int depth() {
            return rule.depth();
        }

        @Override
        public String field(String name, FieldNames.Lookup lookup, int line) throws RuleException {
            if (rule.groupBy().stream().anyMatch(field -> field.name().equals(name))) {
                return name;
            }
            throw new RuleException(
                    RejectionCode.BAD_VALUE,
                    line,
                    "the correlation '" + rule.info().title() + "' is grouped by "
                            + (rule.groupBy().isEmpty()
                                    ? "nothing"
                                    : rule.groupBy().stream()
                                            .map(GroupField::name)
                                            .collect(Collectors.joining(", ")))
                            + ": it gives no '" + name + "' (add it there, or an alias here)");
        }
    }
}
