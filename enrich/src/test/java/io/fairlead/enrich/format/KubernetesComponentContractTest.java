// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.FormatContract;
import io.fairlead.testkit.Outcome;
import java.util.List;

final class KubernetesComponentContractTest extends FormatContract {
    @Override
    protected Outcome parse(RawLog raw) {
        return TestNormalizer.outcome(raw);
    }

    @Override
    protected String formatName() {
        return "kubernetes.component";
    }

    @Override
    protected List<byte[]> samples() {
        return Samples.of("kubernetes.component");
    }
}
