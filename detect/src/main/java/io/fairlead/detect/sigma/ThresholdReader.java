// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.CorrelationType;
import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.Threshold;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the condition of a correlation: bounds as numbers, or rules joined by words where a number says the same. */
final class ThresholdReader {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(10_000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_DIGITS = 30;

    private final Yaml.Mapping body;
    private final CorrelationType type;
    private final List<CorrelationBase> rules;

    /**
     * @param body the correlation
     * @param type its type
     * @param rules the rules that it names
     */
    ThresholdReader(Yaml.Mapping body, CorrelationType type, List<CorrelationBase> rules) {
        this.body = body;
        this.type = type;
        this.rules = rules;
    }

    /** Finds a rule of the set. */
    @FunctionalInterface
    interface Lookup {
        /** The rule of this id or name. */
        CorrelationBase of(String reference, int line) throws RuleException;
    }

    /** The share of a percentile; empty for every other type. */
    Optional<BigDecimal> percentile() throws RuleException {
        Optional<Yaml> written = body.entries().get("condition") instanceof Yaml.Mapping condition
                ? condition.get("percentile")
                : Optional.empty();
        int line = body.lineOf("condition");
        if (type != CorrelationType.VALUE_PERCENTILE) {
            if (written.isPresent()) {
                throw new RuleException(RejectionCode.BAD_VALUE, line, type.text() + " has no percentile");
            }
            return Optional.empty();
        }
        if (written.isEmpty()) {
            throw new RuleException(
                    RejectionCode.MISSING_KEY, line, "value_percentile needs condition.percentile, for example 95");
        }
        if (written.get() instanceof Yaml.Scalar scalar && scalar.number().isPresent()) {
            BigDecimal share = scalar.number().get();
            if (share.signum() > 0 && share.compareTo(HUNDRED) <= 0 && isOrdinary(share)) {
                return Optional.of(share);
            }
        }
        throw new RuleException(RejectionCode.BAD_VALUE, line, "percentile is a number above 0 and up to 100");
    }

    /**
     * What the count or measure is held against.
     *
     * @param find the rule behind an id or name
     */
    Threshold threshold(Lookup find) throws RuleException {
        boolean temporal = type == CorrelationType.TEMPORAL || type == CorrelationType.TEMPORAL_ORDERED;
        Optional<Yaml> written = body.get("condition");
        if (written.isEmpty() && temporal) {
            return Threshold.of(Order.GTE, rules.size());
        }
        if (temporal && written.get() instanceof Yaml.Scalar text && text.kind() == Yaml.Kind.TEXT) {
            return inWords(text, find);
        }
        if (!(written.orElse(body) instanceof Yaml.Mapping condition) || condition == body) {
            throw new RuleException(
                    written.isEmpty() ? RejectionCode.MISSING_KEY : RejectionCode.UNSUPPORTED,
                    body.lineOf("condition"),
                    "a correlation needs a condition such as gte: 5");
        }
        List<Threshold.Bound> bounds = new ArrayList<>();
        for (Map.Entry<String, Yaml> entry : condition.entries().entrySet()) {
            if (!entry.getKey().equals("field") && !entry.getKey().equals("percentile")) {
                bounds.add(bound(entry.getKey(), entry.getValue(), condition.lineOf(entry.getKey())));
            }
        }
        if (bounds.isEmpty()) {
            throw new RuleException(
                    RejectionCode.MISSING_KEY, condition.line(), "the condition compares with no number");
        }
        return new Threshold(bounds);
    }

    /** A condition that joins all rules by {@code and}, or all by {@code or}; what else words could say no count says. */
    private Threshold inWords(Yaml.Scalar text, Lookup find) throws RuleException {
        String[] words = text.text().strip().split("\\s+");
        Set<String> named = new HashSet<>();
        Set<String> joints = new HashSet<>();
        for (int i = 0; i < words.length; i++) {
            if (i % 2 == 0) {
                named.add(find.of(words[i], text.line()).id());
            } else {
                joints.add(words[i].toLowerCase(Locale.ROOT));
            }
        }
        Set<String> all = new HashSet<>();
        rules.forEach(rule -> all.add(rule.id()));
        boolean whole = words.length % 2 == 1 && named.equals(all) && words.length / 2 + 1 == all.size();
        if (whole && (joints.isEmpty() || joints.equals(Set.of("and")))) {
            return Threshold.of(Order.GTE, all.size());
        }
        if (whole && joints.equals(Set.of("or"))) {
            return Threshold.of(Order.GTE, 1);
        }
        throw new RuleException(
                RejectionCode.UNSUPPORTED,
                text.line(),
                "a condition in words joins all rules of the correlation by and, or all by or: chain correlations for more");
    }

    private Threshold.Bound bound(String name, Yaml value, int line) throws RuleException {
        Order order = Order.of(name)
                .orElseThrow(() -> new RuleException(
                        RejectionCode.BAD_CONDITION, line, "'" + name + "' is none of gt, gte, lt, lte, eq, neq"));
        if (value instanceof Yaml.Scalar scalar && scalar.number().isPresent()) {
            BigDecimal number = scalar.number().get();
            boolean fits = type.isNumeric()
                    || (number.stripTrailingZeros().scale() <= 0
                            && number.signum() >= 0
                            && number.compareTo(LARGEST) < 0);
            if (isOrdinary(number) && fits) {
                return new Threshold.Bound(order, number);
            }
        }
        throw new RuleException(
                RejectionCode.BAD_VALUE,
                line,
                type.isNumeric()
                        ? name + " needs a number of at most " + MOST_DIGITS + " digits"
                        : name + " needs a whole number from 0 to " + LARGEST.subtract(BigDecimal.ONE));
    }

    /** Neither {@code 1e1000000} nor a page of digits. */
    private static boolean isOrdinary(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }
}
