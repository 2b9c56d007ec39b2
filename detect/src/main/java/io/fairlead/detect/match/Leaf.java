// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.EventBuffer;
import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.Quantifier;

/** A distinct question to events: a field (or all values, for keywords) and a predicate. Asked once per event. */
abstract class Leaf {
    final int id;
    final String field;
    final Predicate predicate;

    /** The field's slot; {@link EventBuffer#UNNAMED} when the question is not to one field. */
    final int slot;

    Leaf(int id, String field, Predicate predicate, int slot) {
        this.id = id;
        this.field = field;
        this.predicate = predicate;
        this.slot = slot;
    }

    /** The slot of the field of which a value must answer; {@link EventBuffer#UNNAMED} when something else may. */
    int neededSlot() {
        return EventBuffer.UNNAMED;
    }

    /** The number of the value that answers, or one of the {@link Answer}s without a value. */
    abstract int find(Evaluation evaluation);

    static Leaf keyword(int id, Predicate predicate, Testers.Tester tester) {
        return new Leaf(id, "", predicate, EventBuffer.UNNAMED) {
            @Override
            int find(Evaluation evaluation) {
                return any(evaluation.event(), 0, evaluation.event().size(), tester);
            }
        };
    }

    static Leaf field(int id, String field, int slot, Predicate predicate, Testers.Tester tester) {
        return new Leaf(id, field, predicate, slot) {
            @Override
            int neededSlot() {
                return slot;
            }

            @Override
            int find(Evaluation evaluation) {
                EventBuffer event = evaluation.event();
                for (int value = event.first(slot); value >= 0; value = event.following(value)) {
                    if (!event.isNull(value) && tester.test(event, value)) {
                        return value;
                    }
                }
                return Answer.NO;
            }
        };
    }

    /** The field is absent, null or an empty list. */
    static Leaf isNull(int id, String field, int slot, Predicate.IsNull predicate) {
        return new Leaf(id, field, predicate, slot) {
            @Override
            int find(Evaluation evaluation) {
                return nothingIn(evaluation.event(), slot) ? Answer.YES : Answer.NO;
            }
        };
    }

    /** The field is there, or not. */
    static Leaf exists(int id, String field, int slot, Predicate.Exists exists) {
        return new Leaf(id, field, exists, slot) {
            @Override
            int find(Evaluation evaluation) {
                EventBuffer event = evaluation.event();
                if (event.isPresent(slot) != exists.expected()) {
                    return Answer.NO;
                }
                return event.first(slot) < 0 ? Answer.YES : event.first(slot);
            }
        };
    }

    /** The field's value is related to that of another. */
    static Leaf reference(int id, String field, int slot, int other, Predicate.FieldReference reference) {
        return new Leaf(id, field, reference, slot) {
            @Override
            int find(Evaluation evaluation) {
                EventBuffer event = evaluation.event();
                for (int value = event.first(slot); value >= 0; value = event.following(value)) {
                    for (int two = event.first(other); two >= 0; two = event.following(two)) {
                        if (!event.isNull(value)
                                && !event.isNull(two)
                                && Relation.holds(event, value, two, reference)) {
                            return value;
                        }
                    }
                }
                return Answer.NO;
            }
        };
    }

    /** One or all of the values of a projection answer. */
    static Leaf projected(int id, int number, Condition.ProjectedCondition condition, Testers.Tester tester) {
        boolean all = condition.quantifier() == Quantifier.ALL;
        return new Leaf(id, condition.projection().name(), condition.predicate(), EventBuffer.UNNAMED) {
            @Override
            int find(Evaluation evaluation) {
                int from = evaluation.projected(number);
                int to = from + evaluation.projectedSize(number);
                return all ? every(evaluation.event(), from, to, tester) : any(evaluation.event(), from, to, tester);
            }
        };
    }

    /** A projection has values, or none. */
    static Leaf projectedExists(int id, int number, Condition.ProjectedCondition condition, Predicate.Exists exists) {
        return new Leaf(id, condition.projection().name(), exists, EventBuffer.UNNAMED) {
            @Override
            int find(Evaluation evaluation) {
                int from = evaluation.projected(number);
                boolean there = evaluation.projectedSize(number) > 0;
                return there != exists.expected() ? Answer.NO : there ? from : Answer.YES;
            }
        };
    }

    private static int any(EventBuffer event, int from, int to, Testers.Tester tester) {
        for (int value = from; value < to; value++) {
            if (!event.isNull(value) && tester.test(event, value)) {
                return value;
            }
        }
        return Answer.NO;
    }

    private static int every(EventBuffer event, int from, int to, Testers.Tester tester) {
        for (int value = from; value < to; value++) {
            if (!tester.test(event, value)) {
                return Answer.NO;
            }
        }
        return from == to ? Answer.NO : from;
    }

    /** An object holds no value of its own but is not nothing; an empty list and a list with a null are. */
    private static boolean nothingIn(EventBuffer event, int slot) {
        int value = event.first(slot);
        if (value < 0) {
            return !event.holdsObject(slot);
        }
        while (value >= 0 && !event.isNull(value)) {
            value = event.following(value);
        }
        return value >= 0;
    }
}
