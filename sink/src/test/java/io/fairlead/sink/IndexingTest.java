// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
final class IndexingTest extends IndexingContract {
    IndexingTest(Servers.Running servers) {
        super(servers);
    }
}
