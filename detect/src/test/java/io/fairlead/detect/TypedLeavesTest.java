// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every path that published rules read is a typed leaf of the templates: searches reach what rules judge. */
class TypedLeavesTest {
    @ParameterizedTest
    @ValueSource(strings = {"sigma", "falco-k8s-audit", "falco-rules"})
    void ofPublishedRules(String folder) throws IOException {
        Map<String, Set<String>> read = ReadFields.of(RuleSetCompiler.standard().compile(Corpus.rules(folder)));
        assertThat(read).isNotEmpty();
        assertThat(LeafChecks.missing(read)).isEmpty();
    }

    @Test
    void noReasonIsOutdated() {
        assertThat(LeafChecks.outdated()).isEmpty();
    }
}
