// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.FormatContract;
import io.fairlead.testkit.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"soon\"", "\"\"", "[]", "\"1122 14:00:07\""})
    void fieldThatHappensToBeNamedAsTheStampOfKlogIsKept(String stamp) {
        JsonNode document = TestNormalizer.document(
                formatName(),
                "{\"level\":\"warn\",\"ts\":\"2026-11-22T14:00:07Z\",\"caller\":\"web/main.go:7\",\"msg\":\"late\",\"stamp\":"
                        + stamp + "}");
        assertThat(document.at("/@timestamp").asText()).isEqualTo("2026-11-22T14:00:07Z");
        assertThat(document.at("/kubernetes/component/fields").has("stamp")).isTrue();
    }
}
