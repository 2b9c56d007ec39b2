// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.testkit.EventChecks;
import io.fairlead.testkit.PlantedRecords;
import io.fairlead.testkit.PlantedSecrets;
import io.fairlead.testkit.PlantedSecrets.Planted;
import io.fairlead.testkit.SecretSearch;
import io.fairlead.testkit.SecretSearch.Coding;
import io.fairlead.testkit.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets of every kind in every coding, planted in the golden records of every format: none comes out, neither in documents
 * nor in dead letters. Each is another one in every run; what was planted is looked for in the record first, and found.
 */
final class PlantedSecretsTest {
    private static final Logger LOG = LoggerFactory.getLogger(PlantedSecretsTest.class);
    private static final PlantedRecords RECORDS = PlantedRecords.of(Path.of("src/test/resources/golden"));
    private static final int KINDS = 40;

    @Test
    void noSecretInAnyTextOfAnyFormatComesOut() {
        Random random = seeded();
        Set<String> leaks = new TreeSet<>();
        Set<String> kinds = new TreeSet<>();
        for (String format : RECORDS.formats()) {
            for (Planted planted : PlantedSecrets.texts(random)) {
                kinds.add(planted.kind());
                for (Coding[] codings : codings(random)) {
                    String phrase = codings[0].encode(codings[1].encode(planted.phrase()));
                    byte[] record = RECORDS.withText(format, phrase, random);
                    check(format, planted, codings[0] + " of " + codings[1], record, leaks);
                }
            }
        }
        assertThat(kinds).hasSizeGreaterThan(KINDS);
        assertThat(leaks).as("secrets that came out").isEmpty();
    }

    @Test
    void noSecretInAnyObjectOfAnyFormatComesOut() {
        Random random = seeded();
        Set<String> leaks = new TreeSet<>();
        int formats = 0;
        for (String format : RECORDS.formats()) {
            boolean objects = false;
            for (Planted planted : PlantedSecrets.trees(random)) {
                Optional<byte[]> record = RECORDS.withTree(format, planted.phrase(), random);
                record.ifPresent(bytes -> check(format, planted, "as an object", bytes, leaks));
                objects |= record.isPresent();
            }
            formats += objects ? 1 : 0;
        }
        assertThat(formats).isGreaterThan(5);
        assertThat(leaks).as("secrets that came out").isEmpty();
    }

    @Test
    void noSecretInAnyTwoCodingsComesOut() {
        Set<String> leaks = new TreeSet<>();
        for (Planted planted : PlantedSecrets.texts(seeded())) {
            for (Coding outer : Coding.values()) {
                for (Coding inner : Coding.values()) {
                    String phrase = "it said " + outer.encode(inner.encode(planted.phrase())) + " at the end";
                    check("plain", planted, outer + " of " + inner, phrase.getBytes(StandardCharsets.UTF_8), leaks);
                }
            }
        }
        assertThat(leaks).as("secrets that came out").isEmpty();
    }

    /** In clear, in one coding, and in one within another. */
    private static Coding[][] codings(Random random) {
        Coding[] all = Coding.values();
        Coding one = all[1 + random.nextInt(all.length - 1)];
        Coding two = all[1 + random.nextInt(all.length - 1)];
        return new Coding[][] {{Coding.PLAIN, Coding.PLAIN}, {one, Coding.PLAIN}, {two, one}};
    }

    private static Random seeded() {
        long seed = Long.getLong(SeededRandom.PROPERTY, System.nanoTime());
        LOG.info("planted secrets of -D{}={}", SeededRandom.PROPERTY, seed);
        return new Random(seed);
    }

    private static void check(String format, Planted planted, String coding, byte[] record, Set<String> leaks) {
        String before = new String(record, StandardCharsets.UTF_8);
        assertThat(SecretSearch.found(before, planted.secret()))
                .as("the control: %s %s in %s", planted.kind(), coding, before)
                .isTrue();
        Normalized normalized = TestNormalizer.normalize(TestNormalizer.raw(format, record));
        List<String> out = new ArrayList<>();
        normalized
                .events()
                .forEach(event -> out.add(
                        new String(EventChecks.bytes(event.getDocument()), StandardCharsets.UTF_8) + event.getId()));
        normalized.rejected().forEach(letter -> out.add(letter.message() + letter.excerpt()));
        assertThat(out).isNotEmpty();
        for (String text : out) {
            if (SecretSearch.found(text, planted.secret())) {
                leaks.add(planted.kind() + " / " + coding + " / " + format + ": " + around(text, planted.secret()));
            }
        }
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return at < 0 ? "encoded in " + text : text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 60));
    }
}
