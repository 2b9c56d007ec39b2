// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.cluster;

import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.rpc.RpcSystem;

/**
 * Flink's cluster with its actors on plain thread pools: on Java 21 and later fork-join pools are slow to start another
 * thread when those that are there block (Pekko 2870, 2890), which a starting cluster does often.
 */
final class SteadyMiniCluster extends MiniCluster {
    private static final int THREADS = 8;
    private static final String POOL = "thread-pool-executor";

    SteadyMiniCluster(MiniClusterConfiguration configuration) {
        super(configuration);
    }

    @Override
    protected RpcService createLocalRpcService(Configuration settings, RpcSystem system) throws Exception {
        return system.localServiceBuilder(settings)
                .withExecutorConfiguration(
                        new RpcSystem.FixedThreadPoolExecutorConfiguration(THREADS, THREADS, Thread.NORM_PRIORITY))
                .createAndStart();
    }

    /**
     * Says the same for the dispatchers that Flink has no setting for: Pekko reads system properties where Flink says
     * nothing, when its classes are loaded first. Whoever set them already has the last word.
     */
    static void settleDispatchers() {
        for (String dispatcher : List.of("internal-dispatcher", "default-blocking-io-dispatcher")) {
            String key = "pekko.actor." + dispatcher + ".executor";
            if (System.getProperty(key) == null) {
                System.setProperty(key, POOL);
            }
        }
    }
}
