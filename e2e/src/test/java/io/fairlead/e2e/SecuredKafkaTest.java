// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import io.fairlead.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Map;

final class SecuredKafkaTest extends SecuredKafkaContract {
    @Override
    Running broker(Map<String, String> settings, Path secrets, Path data) {
        EmbeddedKafka broker = EmbeddedKafka.start(data, settings);
        return new Running(broker.bootstrapServers(), broker);
    }
}
