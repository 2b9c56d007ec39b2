// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.testkit.container.ContainedElasticsearch;
import io.fairlead.testkit.container.DeploySecrets;
import java.nio.file.Path;

/** As {@link Servers}, with Elasticsearch as it is distributed, and the sink under its own login and role. */
public final class DistributionServers extends Servers {
    @Override
    Running start(Path folder) throws Exception {
        DeploySecrets secrets = DeploySecrets.make(folder.resolve("secrets"));
        ContainedElasticsearch elasticsearch = ContainedElasticsearch.start(secrets);
        return new Running(
                EmbeddedKafka.start(folder.resolve("kafka")), Node.of(elasticsearch, secrets), elasticsearch);
    }
}
