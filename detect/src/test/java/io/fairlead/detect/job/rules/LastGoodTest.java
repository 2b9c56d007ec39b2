// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.job.TestRules;
import io.fairlead.schemas.record.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastGoodTest {
    private static final RuleFile GOOD = TestRules.single(TestRules.DELETION, "delete");
    private static final Optional<PublishedRuleSet> BEFORE =
            Optional.of(PublishedRuleSet.of(List.of(GOOD, TestRules.burst())));

    @Test
    void aBrokenRuleKeepsItsLastGoodVersionAndTheOthersChange() {
        RuleFile broken = changed("condition: selection", "condition: selektion");
        RuleFile changed = TestRules.burst("gte: 7");

        LastGood good = LastGood.of(List.of(broken, changed), BEFORE);

        assertThat(good.files()).containsExactly(GOOD, changed);
        assertThat(good.compiled().rejections()).isEmpty();
        assertThat(good.kept()).singleElement().satisfies(kept -> {
            assertThat(kept.path()).isEqualTo(GOOD.getPath());
            assertThat(kept.reason()).startsWith("line ").contains("selektion");
        });
    }

    @Test
    void aFileThatIsNoYamlAnyMoreKeepsAllItsRules() {
        LastGood good = LastGood.of(List.of(file(GOOD.getPath(), "title: ["), TestRules.burst()), BEFORE);

        assertThat(good.files()).containsExactly(GOOD, TestRules.burst());
    }

    @Test
    void whatWasNeverGoodIsPublishedAsItIsAndRejected() {
        RuleFile fresh = file("fresh.yml", "title: x");

        LastGood good = LastGood.of(List.of(GOOD, fresh), BEFORE);

        assertThat(good.files()).containsExactly(GOOD, fresh);
        assertThat(good.kept()).isEmpty();
        assertThat(good.compiled().rejections()).hasSize(1);
        assertThat(LastGood.of(List.of(fresh), Optional.empty()).files()).containsExactly(fresh);
    }

    @Test
    void aRuleThatWasTakenAwayGoes() {
        assertThat(LastGood.of(List.of(GOOD), BEFORE).files()).containsExactly(GOOD);
    }

    private static RuleFile changed(String from, String to) {
        return file(
                GOOD.getPath(),
                StandardCharsets.UTF_8
                        .decode(GOOD.getContent().duplicate())
                        .toString()
                        .replace(from, to));
    }

    private static RuleFile file(String path, String text) {
        return RuleManifests.file(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
