// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.EventBuffer;
import io.fairlead.detect.match.scan.JsonScanner;
import io.fairlead.detect.match.text.Hits;
import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.Tree;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event under judgement: every question is asked at most once. Used over and over by one thread; an event is told from
 * the one before by its number.
 */
final class Evaluation implements Hits {
    private final Plan plan;
    private final JsonScanner scanner;
    private final @Nullable ValueCache cache;

    /** By question: the event's number above, the answer below. */
    private final long[] answers;

    private final int[] woken;
    private final int[] rules;
    private final int[] projectedFrom;
    private final int[] projectedSize;
    private EventBuffer event;
    private int number;
    private int ruleCount;

    /** For one thread; whether it remembers values across events. */
    Evaluation(Plan plan, boolean remembers) {
        this.plan = plan;
        this.cache = remembers ? new ValueCache(plan.watches.length) : null;
        this.scanner = new JsonScanner(plan.fields, plan.keepsEverything);
        this.event = new EventBuffer(plan.fields);
        this.answers = new long[plan.questions()];
        this.woken = new int[plan.starts.length];
        this.rules = new int[plan.starts.length];
        this.projectedFrom = new int[plan.projections.size()];
        this.projectedSize = new int[plan.projections.size()];
    }

    EventBuffer event() {
        return event;
    }

    /** Reads a document and wakes the rules that may be true of it. */
    void read(ByteBuffer document) {
        if (++number == Integer.MAX_VALUE) {
            number = 1;
            Arrays.fill(answers, 0);
            Arrays.fill(woken, 0);
        }
        ruleCount = 0;
        Arrays.fill(projectedFrom, -1);
        event = scanner.read(document);
        for (int value = 0; value < event.size(); value++) {
            int slot = event.slot(value);
            Watch watch = slot < 0 ? plan.unnamed : plan.watches[slot];
            if (cache == null) {
                watch.look(event, value, this);
            } else {
                cache.look(watch, event, value, this);
            }
        }
        for (int i = 0; i < event.touched(); i++) {
            for (int rule : plan.wakesWhenPresent[event.touchedSlot(i)]) {
                wake(rule);
            }
        }
        for (int rule : plan.always) {
            wake(rule);
        }
    }

    /** How many rules may be true. */
    int rules() {
        return ruleCount;
    }

    int rule(int index) {
        return rules[index];
    }

    /** Whether the rule is true. */
    boolean holds(int rule) {
        return run(plan.starts[rule]);
    }

    private void wake(int rule) {
        if (woken[rule] != number) {
            woken[rule] = number;
            rules[ruleCount++] = rule;
        }
    }

    @Override
    public void hit(int question, int value) {
        if ((int) (answers[question] >>> 32) == number) {
            return;
        }
        keep(question, plan.modes[question] == Plan.HINTED ? Answer.HINTED : value);
        int[] effects = plan.effects[question];
        for (int effect : effects) {
            if (effect >= 0) {
                wake(effect);
            } else {
                hit(~effect, value);
            }
        }
    }

    private boolean run(int start) {
        int[] code = plan.code;
        int at = start;
        while (at >= 0) {
            at = answer(code[at]) == Answer.NO ? code[at + 2] : code[at + 1];
        }
        return at == Plan.TRUE;
    }

    /** The value that answers a question, or an {@link Answer}. */
    int answer(int question) {
        long known = answers[question];
        boolean isNew = (int) (known >>> 32) != number;
        if (!isNew && (int) known != Answer.HINTED) {
            return (int) known;
        }
        if (isNew && plan.modes[question] != Plan.ASKED) {
            return Answer.NO;
        }
        int slot = plan.needed[question];
        if (slot >= 0 && event.first(slot) < 0) {
            return Answer.NO;
        }
        int answer = question < plan.leaves.length
                ? plan.leaves[question].find(this)
                : enough(plan.counts[question - plan.leaves.length]);
        keep(question, answer);
        return answer;
    }

    private void keep(int question, int answer) {
        answers[question] = ((long) number << 32) | (answer & 0xFFFFFFFFL);
    }

    /** Whether enough of the parts hold. */
    private int enough(Plan.Count count) {
        int missing = count.least();
        for (int part : count.starts()) {
            if (run(part) && --missing == 0) {
                return Answer.YES;
            }
        }
        return Answer.NO;
    }

    /** The number of the first of a projection's values, which follow each other. */
    int projected(int projection) {
        if (projectedFrom[projection] < 0) {
            Projection computed = plan.projections.get(projection);
            List<Tree> parts = new ArrayList<>(computed.sources().size());
            for (String source : computed.sources()) {
                parts.add(event.tree(plan.fields.capture(source)));
            }
            int from = event.allSize();
            List<String> values = computed.values(parts);
            values.forEach(event::addComputed);
            projectedFrom[projection] = from;
            projectedSize[projection] = values.size();
        }
        return projectedFrom[projection];
    }

    int projectedSize(int projection) {
        projected(projection);
        return projectedSize[projection];
    }
}
