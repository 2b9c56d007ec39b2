// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StopOrderTest {
    private final List<String> stopped = new ArrayList<>();

    @Test
    void stopsTheYoungestFirstEvenWhenOneFails() {
        StopOrder order = new StopOrder();
        order.started("broker", () -> stopped.add("broker"));
        order.started("sink", () -> {
            stopped.add("sink");
            throw new IllegalStateException("stuck");
        });
        order.started("ingest", () -> stopped.add("ingest"));
        order.close();
        assertThat(stopped).containsExactly("ingest", "sink", "broker");
        order.close();
        assertThat(stopped).as("a second close finds nothing").hasSize(3);
    }
}
