// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit.toy;

import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.FormatContract;
import io.fairlead.testkit.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;

class ToyFormatContractTest extends FormatContract {
    @Override
    protected Outcome parse(RawLog raw) {
        return ToyFormat.parse(raw);
    }

    @Override
    protected String formatName() {
        return "toy";
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                "a line".getBytes(StandardCharsets.UTF_8), "another, ünlike it".getBytes(StandardCharsets.UTF_8));
    }
}
