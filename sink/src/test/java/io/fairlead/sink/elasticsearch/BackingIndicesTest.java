// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BackingIndicesTest {
    private final BackingIndices indices = new BackingIndices(
            List.of(new BackingIndex("i1", 100), new BackingIndex("i2", 200), new BackingIndex("i3", 300)));

    @Test
    void only_indices_still_written_to_after_the_moment_are_asked() {
        assertThat(indices.olderSince(350)).isEmpty();
        assertThat(indices.olderSince(300)).containsExactly("i2");
        assertThat(indices.olderSince(250)).containsExactly("i2");
        assertThat(indices.olderSince(150)).containsExactly("i1", "i2");
        assertThat(new BackingIndices(List.of()).olderSince(0)).isEmpty();
    }

    @Test
    void the_newest_is_written_to() {
        assertThat(indices.write()).isEqualTo("i3");
        assertThat(indices.olderThan("i2")).containsExactly("i1");
        assertThat(new BackingIndices(List.of()).write()).isEmpty();
    }
}
