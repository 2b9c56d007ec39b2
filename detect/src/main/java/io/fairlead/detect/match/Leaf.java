// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.Quantifier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A distinct question to events: a field (or all values, for keywords) and a predicate. Asked once per event. */
abstract class Leaf {
    final int id;
    final String field;
    final Predicate predicate;

    Leaf(int id, String field, Predicate predicate) {
        this.id = id;
        this.field = field;
        this.predicate = predicate;
    }

    /** The value that answers the question, or {@link Value#ABSENT} where absence does; null when nothing does. */
    abstract @Nullable Value find(EventView view);

    static Leaf of(int id, String field, Predicate predicate, FieldIndex index) {
        int slot = index.slot(field);
        return switch (predicate) {
            case Predicate.IsNull unused ->
                new Leaf(id, field, predicate) {
                    @Override
                    @Nullable
                    Value find(EventView view) {
                        return nothingIn(view.at(slot), view.holdsObject(slot)) ? Value.ABSENT : null;
                    }
                };
            case Predicate.Exists exists ->
                new Leaf(id, field, predicate) {
                    @Override
                    @Nullable
                    Value find(EventView view) {
                        return view.isPresent(slot) == exists.expected() ? first(view.at(slot)) : null;
                    }
                };
            case Predicate.FieldReference reference -> {
                int other = index.slot(reference.other());
                yield new Leaf(id, field, predicate) {
                    @Override
                    @Nullable
                    Value find(EventView view) {
                        return related(view.at(slot), view.at(other), reference);
                    }
                };
            }
            default -> {
                Tester tester = tester(predicate);
                yield new Leaf(id, field, predicate) {
                    @Override
                    @Nullable
                    Value find(EventView view) {
                        return any(view.at(slot), tester);
                    }
                };
            }
        };
    }

    static Leaf keyword(int id, Predicate predicate) {
        Tester tester = tester(predicate);
        return new Leaf(id, "", predicate) {
            @Override
            @Nullable
            Value find(EventView view) {
                return any(view.everything(), tester);
            }
        };
    }

    static Leaf projected(int id, Condition.ProjectedCondition condition, FieldIndex index) {
        Projection projection = condition.projection();
        int number = index.projection(projection);
        Predicate predicate = condition.predicate();
        if (predicate instanceof Predicate.Exists exists) {
            return new Leaf(id, projection.name(), predicate) {
                @Override
                @Nullable
                Value find(EventView view) {
                    List<Value> values = view.projected(number, projection);
                    return values.isEmpty() == exists.expected() ? null : first(values);
                }
            };
        }
        Tester tester = tester(predicate);
        boolean all = condition.quantifier() == Quantifier.ALL;
        return new Leaf(id, projection.name(), predicate) {
            @Override
            @Nullable
            Value find(EventView view) {
                List<Value> values = view.projected(number, projection);
                return all ? every(values, tester) : any(values, tester);
            }
        };
    }

    private static @Nullable Value every(List<Value> values, Tester tester) {
        for (Value value : values) {
            if (!tester.test(value)) {
                return null;
            }
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static Tester tester(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Text text -> Testers.text(text.text(), text.cased());
            case Predicate.NumberEquals equal -> Testers.number(equal.number());
            case Predicate.Regex regex -> Testers.regex(regex);
            case Predicate.Cidr cidr -> Testers.cidr(cidr.network());
            case Predicate.Compare compare -> Testers.compare(compare.order(), compare.bound());
            case Predicate.OneOf one -> {
                Set<String> texts = Set.copyOf(one.texts());
                yield value -> texts.contains(value.text());
            }
            case Predicate.Differs differs -> value -> !value.text().equals(differs.text());
            case Predicate.TimePartCompare time -> Testers.timePart(time);
            case Predicate.IsNull isNull -> throw new IllegalArgumentException(isNull + " asks for no value");
            case Predicate.Exists exists -> throw new IllegalArgumentException(exists + " asks for no value");
            case Predicate.FieldReference reference ->
                throw new IllegalArgumentException(reference + " needs a field to start from");
        };
    }

    private static @Nullable Value any(List<Value> values, Tester tester) {
        for (Value value : values) {
            if (!value.isNull() && tester.test(value)) {
                return value;
            }
        }
        return null;
    }

    /** An object holds no scalar of its own but is not nothing; an empty list and a list with a null are. */
    private static boolean nothingIn(List<Value> values, boolean object) {
        if (values.isEmpty()) {
            return !object;
        }
        return values.stream().anyMatch(Value::isNull);
    }

    private static Value first(List<Value> values) {
        return values.isEmpty() ? Value.ABSENT : values.getFirst();
    }

    private static @Nullable Value related(List<Value> values, List<Value> others, Predicate.FieldReference reference) {
        for (Value value : values) {
            for (Value other : others) {
                if (!value.isNull() && !other.isNull() && holds(value, other, reference)) {
                    return value;
                }
            }
        }
        return null;
    }

    private static boolean holds(Value value, Value other, Predicate.FieldReference reference) {
        String left = Testers.look(value, reference.cased());
        String right = Testers.look(other, reference.cased());
        return switch (reference.relation()) {
            case EQUALS, WILDCARD -> left.equals(right);
            case CONTAINS -> left.contains(right);
            case STARTSWITH -> left.startsWith(right);
            case ENDSWITH -> left.endsWith(right);
        };
    }
}
