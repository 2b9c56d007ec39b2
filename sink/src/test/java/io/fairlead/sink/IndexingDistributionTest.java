// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import io.fairlead.testkit.container.NeedsDocker;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({NeedsDocker.class, DistributionServers.class})
final class IndexingDistributionTest extends IndexingContract {
    IndexingDistributionTest(Servers.Running servers) {
        super(servers);
    }
}
