// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import io.fairlead.sink.DistributionServers;
import io.fairlead.sink.Servers;
import io.fairlead.testkit.container.NeedsDocker;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({NeedsDocker.class, DistributionServers.class})
final class GoldenDocumentsDistributionTest extends GoldenDocumentsContract {
    GoldenDocumentsDistributionTest(Servers.Running servers) {
        super(servers);
    }
}
