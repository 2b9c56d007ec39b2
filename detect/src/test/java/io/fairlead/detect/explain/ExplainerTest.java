// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.rule.RuleSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExplainerTest {
    private static final String DETECTION = """
            selection:
              verb: [create, update]
              resource|startswith: sec
            filter:
              user|contains: ['system:', 'kube-']
            condition: selection and not filter
            """;

    @Test
    void everyPartHasItsAnswer() {
        Explained explained = explain(DETECTION, "{'verb':'get','resource':'secrets','user':'mallory','list':[1,2]}");
        assertThat(explained.holds()).isFalse();
        assertThat(explained.condition().text(10)).isEqualTo("""
                no   all of
                no     selection:
                no       all of
                no         any of
                no           verb equals 'create', is 'get'
                no           verb equals 'update', is 'get'
                yes        resource startswith 'sec', is 'secrets'
                yes    not
                no       filter:
                no         any of
                no           user contains 'system:', is 'mallory'
                no           user contains 'kube-', is 'mallory'""");
    }

    @Test
    void aTrueConditionMissesNothing() {
        Explained explained = explain(DETECTION, "{'verb':'UPDATE','resource':'secrets','user':'mallory'}");
        assertThat(explained.holds()).isTrue();
        assertThat(explained.misses()).contains(List.of());
    }

    @Test
    void theFewestAnswersAreNamed() {
        Explained explained = explain(DETECTION, "{'verb':'get','user':'system:admin'}");
        assertThat(explained.misses())
                .hasValueSatisfying(misses -> assertThat(misses)
                        .extracting(Miss::text)
                        .containsExactly(
                                "needs verb equals 'create', is 'get'",
                                "needs resource startswith 'sec', is absent",
                                "must not be: user contains 'system:', is 'system:admin'"));
    }

    @Test
    void keywordsAskEveryValue() {
        Explained explained = explain("words: [beacon, implant]\ncondition: words", "{'a':'an implant'}");
        assertThat(explained.condition().text(10)).isEqualTo("""
                yes  words:
                yes    any of
                no       any value contains 'beacon'
                yes      any value contains 'implant'""");
    }

    @Test
    void longListsAreCutAndCounted() {
        String values = String.join(
                ", ",
                java.util.stream.IntStream.range(0, 4_432)
                        .mapToObj(i -> "v" + i)
                        .toList());
        Explained explained = explain("selection:\n  a: [" + values + "]\ncondition: selection", "{'a':'v4000'}");
        assertThat(explained.condition().text(2)).isEqualTo("""
                yes  selection:
                yes    any of
                yes      a equals 'v4000', is 'v4000'
                no       a equals 'v0', is 'v4000'
                         and 4430 more""");
    }

    private static Explained explain(String detection, String json) {
        RuleSet set = RuleTexts.asIs(RuleTexts.rule(detection));
        assertThat(set.rejections()).isEmpty();
        return Explainer.of(set.rules().getFirst()).explain(RuleTexts.document(json.replace('\'', '"')));
    }
}
