// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.EnrichConfig;
import io.fairlead.enrich.Normalizer;
import io.fairlead.enrich.format.Formats;
import io.fairlead.ingest.report.ReportSplitter;
import io.fairlead.ingest.split.ItemSink;
import io.fairlead.ingest.split.Limits;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.schemas.report.ReportLists;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who cuts reports and who reads them agree: the pieces of a report say what the report says. */
final class CutReportTest {
    private final Normalizer normalizer = Normalizer.create(ConfigLoader.defaults(EnrichConfig.class));

    @Test
    void piecesGiveTheEventsOfTheWhole() {
        String results = IntStream.range(0, 4).mapToObj(CutReportTest::result).collect(Collectors.joining(","));
        byte[] report =
                ("{\"SchemaVersion\":2,\"CreatedAt\":\"2026-11-22T14:58:00Z\",\"ArtifactName\":\"shop/web:1.4\","
                                + "\"ArtifactType\":\"container_image\",\"Results\":[" + results
                                + "],\"Metadata\":{\"ImageID\":\"b2\"}}")
                        .getBytes(StandardCharsets.UTF_8);
        List<byte[]> pieces = cut(report);

        Set<String> whole = new HashSet<>();
        normalize(report).forEach(event -> whole.add(event.getId() + document(event)));
        Set<String> together = new HashSet<>();
        pieces.forEach(piece -> normalize(piece).forEach(event -> together.add(event.getId() + document(event))));

        assertThat(pieces).hasSizeGreaterThan(3);
        assertThat(whole).hasSize(1_200);
        assertThat(together).isEqualTo(whole);
    }

    @Test
    void everyFormatWhoseReportsAreCutIsOneOfReports() {
        assertThat(Formats.load().reports()).containsAll(ReportLists.formats());
    }

    private static String result(int number) {
        return IntStream.range(0, 300)
                .mapToObj(i -> "{\"VulnerabilityID\":\"CVE-2026-" + i + "\",\"PkgName\":\"p" + i
                        + "\",\"Severity\":\"HIGH\",\"Description\":\"" + "d".repeat(300) + "\"}")
                .collect(Collectors.joining(
                        ",", "{\"Target\":\"t" + number + "\",\"Class\":\"lang-pkgs\",\"Vulnerabilities\":[", "]}"));
    }

    private List<Event> normalize(byte[] report) {
        Origin origin = new Origin("test", "", "", "stream", null, "", "");
        Instant received = Instant.parse("2026-11-22T15:00:00Z");
        var normalized = normalizer.normalize(
                new RawLog("delivery", origin, "trivy", received, ByteBuffer.wrap(report), Map.of()));
        assertThat(normalized.rejected()).isEmpty();
        return normalized.events();
    }

    private static String document(Event event) {
        return StandardCharsets.UTF_8.decode(event.getDocument().duplicate()).toString();
    }

    private static List<byte[]> cut(byte[] report) {
        List<byte[]> items = new ArrayList<>();
        ReportSplitter splitter = new ReportSplitter(new Limits(100_000, 100), ReportLists.of("trivy"), new ItemSink() {
            @Override
            public void item(byte[] bytes) {
                items.add(bytes);
            }

            @Override
            public void rejected(DeadLetterCode code, String message, long length) {
                throw new AssertionError(message);
            }
        });
        splitter.feed(report, 0, report.length);
        assertThat(splitter.finish()).isTrue();
        return items;
    }
}
