// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import io.fairlead.testkit.container.ContainedKafka;
import io.fairlead.testkit.container.NeedsDocker;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NeedsDocker.class)
final class SecuredKafkaDistributionTest extends SecuredKafkaContract {
    @Override
    Running broker(Map<String, String> settings, Path secrets, Path data) {
        ContainedKafka broker = ContainedKafka.start(settings, secrets);
        return new Running(broker.bootstrapServers(), broker);
    }
}
