// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import io.fairlead.sink.Servers;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
final class GoldenDocumentsTest extends GoldenDocumentsContract {
    GoldenDocumentsTest(Servers.Running servers) {
        super(servers);
    }
}
