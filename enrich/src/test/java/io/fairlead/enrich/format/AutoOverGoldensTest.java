// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.enrich.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The confusion matrix: every golden record of every format, and the formats that claim it. */
final class AutoOverGoldensTest {
    private static final Logger LOG = LoggerFactory.getLogger(AutoOverGoldensTest.class);

    /** Formats that take nearly anything: what they hold may look like another format's. */
    private static final Set<String> GENERAL = Set.of("json", "plain");

    /** Formats that only a source can claim: their lines are other formats' too. */
    private static final Set<String> CLAIMED = Set.of("container.multiline", "plain.multiline");

    private static final Formats FORMATS = Formats.load();
    private static final JsonReader READER = new JsonReader(96);
    private static final List<Cell> CELLS = new ArrayList<>();

    /** One golden record of a format, and what its content is found to be. */
    private record Cell(String format, String record, byte[] bytes, Detection detection) {
        boolean isFound() {
            return detection.names().equals(List.of(format)) && detection.confidence() == Format.Fit.EXACT;
        }

        /** Only a route can tell that a line without any head is syslog. */
        boolean needsARoute() {
            return claimed().events().toString().contains("syslog_head_missing");
        }

        Normalized claimed() {
            return TestNormalizer.normalize(TestNormalizer.raw(format, bytes));
        }

        @Override
        public String toString() {
            return format + "/" + record + " is claimed by " + detection.names() + " (" + detection.words() + "): "
                    + new String(bytes, 0, Math.min(bytes.length, 300), StandardCharsets.UTF_8);
        }
    }

    @BeforeAll
    static void fillTheMatrix() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"), 2)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".raw"))
                    .sorted()
                    .toList()) {
                byte[] bytes = Samples.read(file);
                Source source = new Source(TestNormalizer.raw("auto", bytes), READER);
                CELLS.add(new Cell(
                        String.valueOf(requireNonNull(file.getParent()).getFileName()),
                        String.valueOf(file.getFileName()),
                        bytes,
                        FORMATS.detect(source)));
            }
        }
        matrix().forEach((format, claims) -> LOG.info("auto: {} -> {}", format, claims));
    }

    /** How many records of each format each format claims. */
    private static Map<String, Map<String, Integer>> matrix() {
        Map<String, Map<String, Integer>> matrix = new TreeMap<>();
        CELLS.forEach(cell -> matrix.computeIfAbsent(cell.format(), any -> new TreeMap<>())
                .merge(cell.detection().names() + " " + cell.detection().words(), 1, Integer::sum));
        return matrix;
    }

    @Test
    void everyFormatStandsInTheMatrix() {
        assertThat(matrix().keySet()).containsExactlyElementsOf(FORMATS.names());
    }

    @Test
    void everyRecordIsClaimedByItsFormatAloneAndSurely() {
        assertThat(CELLS.stream()
                        .filter(cell -> !GENERAL.contains(cell.format()) && !CLAIMED.contains(cell.format()))
                        .filter(cell -> !cell.isFound())
                        .filter(cell -> !cell.needsARoute()))
                .isEmpty();
    }

    @Test
    void generalFormatsTakeOnlyWhatNoOtherClaims() {
        assertThat(CELLS.stream().filter(cell -> GENERAL.contains(cell.format())))
                .isNotEmpty()
                .allSatisfy(cell -> {
                    assertThat(cell.detection().format()).as(cell.toString()).isPresent();
                    boolean own = cell.detection().names().equals(List.of(cell.format()));
                    assertThat(cell.detection().confidence())
                            .as(cell.toString())
                            .isEqualTo(own ? Format.Fit.GENERAL : Format.Fit.EXACT);
                });
    }

    @Test
    void whatIsFoundIsWhatWouldHaveBeenClaimed() {
        CELLS.stream()
                .filter(cell -> cell.isFound() && !CLAIMED.contains(cell.format()))
                .forEach(cell -> assertThat(TestNormalizer.normalize(TestNormalizer.raw("auto", cell.bytes()))
                                .events())
                        .as(cell.toString())
                        .isEqualTo(cell.claimed().events()));
    }

    /** Two records in one: where both formats fit it, none is guessed, and both are named. */
    @Test
    void objectsOfTwoFormatsInOneAreNotGuessed() {
        Map<String, Cell> objects = new TreeMap<>();
        CELLS.stream()
                .filter(cell ->
                        cell.isFound() && cell.bytes()[0] == '{' && cell.bytes()[cell.bytes().length - 1] == '}')
                .forEach(cell -> objects.putIfAbsent(cell.format(), cell));
        int undecided = 0;
        for (Cell first : objects.values()) {
            for (Cell second : objects.values()) {
                byte[] both = joined(first, second);
                if (first != second && fits(first.format(), both) && fits(second.format(), both)) {
                    assertThat(TestNormalizer.rejected("auto", both).message())
                            .as("%s + %s", first, second)
                            .contains("more than one format", first.format(), second.format());
                    undecided++;
                }
            }
        }
        assertThat(undecided).isPositive();
    }

    private static boolean fits(String format, byte[] bytes) {
        Source source = new Source(TestNormalizer.raw("auto", bytes), READER);
        return FORMATS.named(format).orElseThrow().fit(source) == Format.Fit.EXACT;
    }

    private static byte[] joined(Cell first, Cell second) {
        String text = new String(first.bytes(), StandardCharsets.UTF_8);
        String other = new String(second.bytes(), StandardCharsets.UTF_8);
        return (text.substring(0, text.length() - 1) + "," + other.substring(1)).getBytes(StandardCharsets.UTF_8);
    }
}
