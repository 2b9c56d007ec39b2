// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A question to the values of one field. Two equal predicates on one field are asked once per event.
 *
 * <p>Numbers and booleans of the document answer text questions by their JSON text; objects answer {@link Exists} only.
 */
public sealed interface Predicate {
    /** What an explanation shows of long lists. */
    int LONGEST_PATTERN = 1_024;

    /** The comparison's name in explanations. */
    String operator();

    /** What the rule asks for, as text for explanations. */
    String pattern();

    /**
     * The whole value fits the pattern.
     *
     * @param text literal parts and wildcards
     * @param cased whether upper and lower case differ
     */
    record Text(TextPattern text, boolean cased) implements Predicate {
        @Override
        public String operator() {
            String shape = text.shape().name().toLowerCase(Locale.ROOT);
            return cased ? shape + "|cased" : shape;
        }

        @Override
        public String pattern() {
            return text.shape() == TextPattern.Shape.WILDCARD ? text.toString() : text.literal();
        }
    }

    /** The value is this number: as a JSON number of the same value, or as a string with the same text. */
    record NumberEquals(BigDecimal number) implements Predicate {
        @Override
        public String operator() {
            return "equals";
        }

        @Override
        public String pattern() {
            return number.toPlainString();
        }
    }

    /** The field is absent, null or an empty list. An empty string is not null. */
    record IsNull() implements Predicate {
        @Override
        public String operator() {
            return "null";
        }

        @Override
        public String pattern() {
            return "null";
        }
    }

    /** The field is there (or not), whatever it holds, null included. */
    record Exists(boolean expected) implements Predicate {
        @Override
        public String operator() {
            return "exists";
        }

        @Override
        public String pattern() {
            return Boolean.toString(expected);
        }
    }

    /**
     * A regular expression (RE2 syntax) finds something in the value.
     *
     * @param regex the expression without flags
     * @param ignoreCase flag i
     * @param multiLine flag m
     * @param dotAll flag s
     */
    record Regex(String regex, boolean ignoreCase, boolean multiLine, boolean dotAll) implements Predicate {
        @Override
        public String operator() {
            return "re" + (ignoreCase ? "|i" : "") + (multiLine ? "|m" : "") + (dotAll ? "|s" : "");
        }

        @Override
        public String pattern() {
            return regex;
        }
    }

    /** The value is an IP address inside the network. */
    record Cidr(IpNetwork network) implements Predicate {
        @Override
        public String operator() {
            return "cidr";
        }

        @Override
        public String pattern() {
            return network.text();
        }
    }

    /** The value is a number, or a string that reads as one, and stands in this order to the bound. */
    record Compare(Order order, BigDecimal bound) implements Predicate {
        @Override
        public String operator() {
            return order.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String pattern() {
            return bound.toPlainString();
        }
    }

    /**
     * The value has this relation to a value of another field of the same event.
     *
     * @param other dotted path of the other field
     * @param relation EQUALS, CONTAINS, STARTSWITH or ENDSWITH
     * @param cased whether upper and lower case differ
     */
    record FieldReference(String other, TextPattern.Shape relation, boolean cased) implements Predicate {
        @Override
        public String operator() {
            String name = "fieldref|" + relation.name().toLowerCase(Locale.ROOT);
            return cased ? name + "|cased" : name;
        }

        @Override
        public String pattern() {
            return other;
        }
    }

    /**
     * A part of the value, read as a time in UTC, stands in this order to a number.
     *
     * @param part which part
     * @param order how it must stand
     * @param number to what
     */
    record TimePartCompare(TimePart part, Order order, int number) implements Predicate {
        @Override
        public String operator() {
            String name = part.name().toLowerCase(Locale.ROOT);
            return order == Order.EQ ? name : name + "|" + order.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String pattern() {
            return Integer.toString(number);
        }
    }

    /** The value is one of these texts, upper and lower case as written. */
    record OneOf(Set<String> texts) implements Predicate {
        public OneOf {
            texts = Collections.unmodifiableSet(new LinkedHashSet<>(texts));
        }

        @Override
        public String operator() {
            return "in";
        }

        @Override
        public String pattern() {
            String joined = String.join(", ", texts);
            return joined.length() <= LONGEST_PATTERN ? joined : joined.substring(0, LONGEST_PATTERN) + "…";
        }
    }

    /** There is a value and it is another text, upper and lower case as written. Unlike a negation, false where there is none. */
    record Differs(String text) implements Predicate {
        @Override
        public String operator() {
            return "!=";
        }

        @Override
        public String pattern() {
            return text;
        }
    }
}
