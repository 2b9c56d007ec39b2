// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.ingest.split.ItemSink;
import io.fairlead.ingest.split.Limits;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.report.ReportLists;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReportSplitterTest {
    private static final Limits LIMITS = new Limits(100_000, 100);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "x".repeat(200);

    private record Taken(List<byte[]> items, List<DeadLetterCode> rejected, boolean readable) {}

    @Test
    void reportThatARecordHoldsIsOneItemByteForByte() {
        String report = " {\"matches\" : [ ] }\n";

        Taken taken = split("grype", report);

        assertThat(taken.items()).containsExactly(report.getBytes(StandardCharsets.UTF_8));
        assertThat(split("cyclonedx", "<bom/>").items()).hasSize(1);
        assertThat(split("grype", " \n").readable()).isFalse();
    }

    @Test
    void longReportIsCutAndEveryPieceRepeatsWhatStandsAroundItsFindings() throws Exception {
        String matches = findings(0, 2_000);
        Taken taken = split("grype", "{\"matches\":[" + matches + "],\"source\":{\"type\":\"image\"},\"tail\":[1,2]}");

        assertThat(taken.rejected()).isEmpty();
        assertThat(taken.items()).hasSizeGreaterThan(4).allMatch(item -> item.length <= LIMITS.maxBytes());
        List<Integer> numbers = new ArrayList<>();
        for (byte[] item : taken.items()) {
            JsonNode piece = JSON.readTree(item);
            assertThat(piece.at("/source/type").asText()).isEqualTo("image");
            assertThat(piece.path("tail")).hasSize(2);
            piece.path("matches").forEach(match -> numbers.add(match.path("n").asInt()));
        }
        assertThat(numbers).isEqualTo(IntStream.range(0, 2_000).boxed().toList());
    }

    @Test
    void listsWithinListsKeepTheirPlace() throws Exception {
        String results = IntStream.range(0, 5)
                .mapToObj(i -> "{\"Target\":\"t" + i + "\",\"Vulnerabilities\":[" + findings(i * 400, i * 400 + 400)
                        + "],\"Secrets\":null}")
                .collect(Collectors.joining(" , "));
        Taken taken = split("trivy", "{\"ArtifactName\":\"a\",\"Results\":[" + results + "]}");

        List<Integer> numbers = new ArrayList<>();
        for (byte[] item : taken.items()) {
            for (JsonNode result : JSON.readTree(item).path("Results")) {
                result.path("Vulnerabilities").forEach(one -> {
                    int number = one.path("n").asInt();
                    assertThat(result.path("Target").asText()).isEqualTo("t" + number / 400);
                    numbers.add(number);
                });
            }
        }
        assertThat(taken.items()).hasSizeGreaterThan(4);
        assertThat(numbers).isEqualTo(IntStream.range(0, 2_000).boxed().toList());
    }

    @Test
    void findingThatNoPieceCanHoldIsRejectedAlone() {
        String large = "{\"n\":9,\"text\":\"" + "y".repeat(200_000) + "\"}";
        Taken taken = split("grype", "{\"matches\":[{\"n\":1}," + large + ",{\"n\":2}]}");

        assertThat(taken.rejected()).containsExactly(DeadLetterCode.LIMIT);
        assertThat(taken.items())
                .hasSize(1)
                .allSatisfy(item -> assertThat(new String(item, StandardCharsets.UTF_8))
                        .isEqualTo("{\"matches\":[{\"n\":1},{\"n\":2}]}"));
    }

    @Test
    void otherListsThatAreLongAreLeftOut() throws Exception {
        String files = findings(0, 6_000);
        Taken taken = split(
                "grype", "{\"matches\":[{\"n\":1}],\"files\":[" + files + "],\"few\":[7]}", new Limits(500_000, 100));

        assertThat(taken.items()).hasSize(1);
        assertThat(JSON.readTree(taken.items().get(0)).toString())
                .isEqualTo("{\"matches\":[{\"n\":1}],\"files\":[],\"few\":[7]}");
    }

    @Test
    void whatCannotBeCutIsOneRejection() {
        String matches = "{\"matches\":[" + findings(0, 2_000) + "]";
        assertThat(split("grype", matches)).isEqualTo(refused(DeadLetterCode.PARSE));
        assertThat(split("popeye", matches + "}")).isEqualTo(refused(DeadLetterCode.LIMIT));
        assertThat(split("grype", "{\"matches\":[],\"text\":\"" + "y".repeat(200_000) + "\"}"))
                .isEqualTo(refused(DeadLetterCode.LIMIT));
    }

    private static Taken refused(DeadLetterCode code) {
        return new Taken(List.of(), List.of(code), false);
    }

    private static String findings(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> "{\"n\":" + n + ",\"text\":\"" + TEXT + "\"}")
                .collect(Collectors.joining(","));
    }

    private static Taken split(String format, String report) {
        return split(format, report, LIMITS);
    }

    private static Taken split(String format, String report, Limits limits) {
        List<byte[]> items = new ArrayList<>();
        List<DeadLetterCode> rejected = new ArrayList<>();
        ItemSink sink = new ItemSink() {
            @Override
            public void item(byte[] bytes) {
                items.add(bytes);
            }

            @Override
            public void rejected(DeadLetterCode code, String message, long length) {
                rejected.add(code);
            }
        };
        ReportSplitter splitter = new ReportSplitter(limits, ReportLists.of(format), sink);
        byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += 1_000) {
            splitter.feed(bytes, at, Math.min(1_000, bytes.length - at));
        }
        boolean readable = splitter.finish();
        return new Taken(items, rejected, readable);
    }
}
