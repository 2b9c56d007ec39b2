// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no record among the records of an envelope is told of, and costs its neighbours nothing. */
final class EnvelopeTest {
    @ParameterizedTest
    @CsvSource({
        "aws.cloudtrail, records, Records",
        "okta.system, hook, events",
        "distribution.notification, push, events",
        "kubernetes.event, watch-list, items",
        "kubernetes.audit.eks, subscription, logEvents"
    })
    void strangersAreRejectedAlone(String format, String sample, String list) {
        String good = envelope(format, sample);
        String opening = "\"" + list + "\":[";
        assertThat(good).contains(opening);
        Normalized alone = TestNormalizer.normalize(TestNormalizer.raw(format, good));
        Normalized among = TestNormalizer.normalize(
                TestNormalizer.raw(format, good.replace(opening, opening + "7,\"password=hunter2\",")));
        assertThat(alone.rejected()).isEmpty();
        assertThat(among.events()).hasSameSizeAs(alone.events()).isNotEmpty();
        assertThat(among.rejected()).hasSize(2).allSatisfy(rejected -> {
            assertThat(rejected.code()).isEqualTo(DeadLetterCode.SCHEMA);
            assertThat(rejected.excerpt()).doesNotContain("hunter2");
        });
    }

    private static String envelope(String format, String sample) {
        if (sample.equals("watch-list")) {
            return "{\"kind\":\"EventList\",\"apiVersion\":\"v1\",\"items\":[" + text(format, "failed-mount") + "]}";
        }
        return text(format, sample);
    }

    private static String text(String format, String sample) {
        Path file = Samples.folder(format).resolve(sample + ".raw");
        return new String(Samples.read(file), StandardCharsets.UTF_8);
    }
}
