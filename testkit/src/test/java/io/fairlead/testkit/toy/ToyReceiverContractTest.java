// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit.toy;

import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.ReceiverContract;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

class ToyReceiverContractTest extends ReceiverContract {
    private final ToyReceiver receiver;

    ToyReceiverContractTest() throws IOException {
        receiver = new ToyReceiver();
    }

    @AfterAll
    void close() {
        receiver.close();
    }

    @Override
    protected URI url() {
        return receiver.url();
    }

    @Override
    protected List<byte[]> validBodies() {
        return List.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8), "{\"b\":[2]}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected List<RawLog> received() {
        return receiver.received();
    }

    @Override
    protected List<DeadLetter> deadLetters() {
        return List.of();
    }
}
