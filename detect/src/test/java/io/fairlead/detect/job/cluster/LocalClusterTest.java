// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinWorkerThread;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class LocalClusterTest {
    /** By hand: -Dcluster.starts=30. */
    private static final int STARTS = Integer.getInteger("cluster.starts", 2);

    @Test
    void actorsRunOnPlainThreadsEachTimeItStarts() {
        for (int start = 0; start < STARTS; start++) {
            try (LocalCluster ignored = LocalCluster.start(settings(), 1)) {
                List<String> plain = new ArrayList<>();
                List<String> forkJoin = new ArrayList<>();
                for (Thread thread : Thread.getAllStackTraces().keySet()) {
                    if (thread.getName().startsWith("flink-")) {
                        (thread instanceof ForkJoinWorkerThread ? forkJoin : plain).add(thread.getName());
                    }
                }
                assertThat(forkJoin).isEmpty();
                assertThat(plain).as("the default dispatcher").anyMatch(name -> name.matches("flink-\\d+"));
                assertThat(plain).as("the internal dispatcher").anyMatch(name -> name.contains("internal-dispatcher"));
            }
        }
    }

    private static Configuration settings() {
        Configuration settings = new Configuration();
        settings.setString("rest.port", "0");
        settings.setString("rest.address", "127.0.0.1");
        settings.setString("rest.bind-address", "127.0.0.1");
        settings.setString("taskmanager.memory.network.min", "32 mb");
        settings.setString("taskmanager.memory.network.max", "32 mb");
        settings.setString("taskmanager.memory.managed.size", "16 mb");
        return settings;
    }
}
