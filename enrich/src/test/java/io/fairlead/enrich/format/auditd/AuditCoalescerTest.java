// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.format.Coalescer;
import io.fairlead.enrich.format.Coalescer.Joined;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AuditCoalescerTest {
    private static final Instant NOW = AuditTexts.RECEIVED;

    private final AuditCoalescer coalescer = new AuditCoalescer();

    @Test
    void recordsOfOneSerialBecomeOneEvent() {
        List<JsonNode> documents = AuditTexts.joined(event(7));

        assertThat(documents).hasSize(1);
        assertThat(documents.get(0).at("/process/args").toString()).isEqualTo("[\"ls\",\"-l\"]");
        assertThat(documents.get(0).at("/process/working_directory").asText()).isEqualTo("/tmp");
        assertThat(documents.get(0).at("/auditd/message_type").asText()).isEqualTo("syscall");
    }

    @Test
    void anyOrderOfTwoMingledEventsGivesTheSameTwo() {
        List<JsonNode> expected = AuditTexts.joined(event(7));
        SeededRandom.check("orders", 50, random -> {
            List<String> lines = new ArrayList<>(event(7));
            lines.addAll(event(8));
            Collections.shuffle(lines, random);
            List<JsonNode> documents = AuditTexts.joined(lines);
            assertThat(documents).hasSize(2);
            JsonNode first = documents.stream()
                    .filter(document -> document.at("/auditd/sequence").asInt() == 7)
                    .findFirst()
                    .orElseThrow();
            for (String path : List.of("/auditd", "/process", "/user", "/file")) {
                assertThat(first.at(path)).as(path).isEqualTo(expected.get(0).at(path));
            }
        });
    }

    @Test
    void recordsOfProgramsDoNotWait() {
        String line =
                "type=USER_LOGIN msg=audit(1795359485.100:9): pid=1 uid=0 auid=1 ses=1 msg='op=login res=success'";

        assertThat(coalescer.add(AuditTexts.raw(line))).singleElement().isInstanceOf(Joined.Whole.class);
    }

    @Test
    void whatNeverEndsGoesAfterTwoSecondsOfTheRecordedClock() {
        coalescer.add(AuditTexts.raw(event(7).get(0)));

        assertThat(coalescer.advance(NOW.plusMillis(1_999))).isEmpty();
        assertThat(coalescer.advance(NOW.plusMillis(2_000))).singleElement().isInstanceOf(Joined.Whole.class);
        assertThat(coalescer.flush()).isEmpty();
    }

    @Test
    void lostSerialsAreToldOnceAndLatecomersAreNotLost() {
        add(10, 14, 12);

        List<Joined.Lost> lost = coalescer.advance(NOW.plusSeconds(3)).stream()
                .filter(Joined.Lost.class::isInstance)
                .map(Joined.Lost.class::cast)
                .toList();

        assertThat(lost).extracting(Joined.Lost::from).containsExactly(11L, 13L);
        assertThat(lost).extracting(Joined.Lost::count).containsExactly(1L, 1L);
        assertThat(coalescer.advance(NOW.plusSeconds(9))).isEmpty();
    }

    @Test
    void aRebootIsNoGap() {
        coalescer.add(AuditTexts.raw(line(1_000_000, 900)));
        coalescer.add(AuditTexts.raw(line(1_000_100, 3)));

        assertThat(coalescer.flush()).noneMatch(Joined.Lost.class::isInstance);
    }

    @Test
    void aRiseWhileTimeFallsIsAnotherKernels() {
        coalescer.add(AuditTexts.raw(line(1_000_000, 900)));
        coalescer.add(AuditTexts.raw(line(900_000, 70_000)));

        assertThat(coalescer.flush()).noneMatch(Joined.Lost.class::isInstance);
    }

    @Test
    void aStateTakenUpAfterAnyRecordGivesWhatTheFirstWouldHave() {
        List<String> lines = new ArrayList<>();
        for (int serial = 1; serial < 40; serial += serial % 5 == 0 ? 2 : 1) {
            lines.addAll(event(serial));
        }
        SeededRandom.check("restarts", 20, random -> {
            List<String> mingled = mingled(lines, random);
            assertThat(run(mingled, random.nextInt(mingled.size()))).isEqualTo(run(mingled, -1));
        });
    }

    @Test
    void brokenStatesAreRefused() {
        coalescer.add(AuditTexts.raw(event(7).get(0)));
        byte[] state = coalescer.state();
        SeededRandom.check("states", 100, random -> {
            byte[] cut = java.util.Arrays.copyOf(state, random.nextInt(state.length));
            assertThatThrownBy(() -> new AuditCoalescer().restore(cut)).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void nothingIsHeldBeyondTheBounds() {
        int out = 0;
        for (int serial = 0; serial < 1_000; serial++) {
            out += coalescer.add(AuditTexts.raw(line(1_795_359_480, serial))).size();
        }
        assertThat(out).isGreaterThanOrEqualTo(1_000 - 65);
        assertThat(out + coalescer.flush().size()).isEqualTo(1_000);
    }

    @Test
    void bytesAreHeldWithinTheBoundAndTheStateFits() {
        String filler = "x".repeat(60_000);
        for (int serial = 0; serial < 100; serial++) {
            String line = line(1_795_359_480, serial).replace("/", filler);
            coalescer.add(AuditTexts.raw(line));
            coalescer.add(AuditTexts.raw(line.replace("cwd", "cwe")));
            assertThat(coalescer.held()).isBetween(60_000, AuditCoalescer.MOST_BYTES);
            assertThat(coalescer.state().length).isLessThan(Coalescer.MOST_STATE);
        }
        assertThat(coalescer.flush()).hasSizeLessThan(10);
        assertThat(coalescer.held()).isZero();
    }

    @Test
    void recordsThatAreSentAgainCountOnce() {
        List<String> twice = new ArrayList<>(event(7));
        twice.addAll(event(7));

        assertThat(AuditTexts.joined(twice)).isEqualTo(AuditTexts.joined(event(7)));
    }

    @Test
    void machinesThatShareAStreamCountByThemselves() {
        for (int i = 0; i < 40; i++) {
            coalescer.add(AuditTexts.raw("node=a " + line(1_795_359_480 + i, 100 + i)));
            coalescer.add(AuditTexts.raw("node=b " + line(1_795_359_480 + i, 9_000 + i)));
        }
        coalescer.add(AuditTexts.raw("node=b " + line(1_795_359_490, 9_050)));

        List<Joined.Lost> lost = coalescer.flush().stream()
                .filter(Joined.Lost.class::isInstance)
                .map(Joined.Lost.class::cast)
                .toList();

        assertThat(lost).singleElement().returns(9_040L, Joined.Lost::from).returns(10L, Joined.Lost::count);
    }

    @Test
    void whatIsNoAuditLineComesOutAsItIs() {
        RawLog raw = AuditTexts.raw("hello");

        assertThat(coalescer.add(raw)).containsExactly(new Joined.Whole(raw));
    }

    private static List<String> run(List<String> lines, int restartAt) {
        AuditCoalescer current = new AuditCoalescer();
        List<Joined> out = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (i == restartAt) {
                AuditCoalescer next = new AuditCoalescer();
                next.restore(current.state());
                current = next;
            }
            out.addAll(current.add(AuditTexts.raw(lines.get(i), NOW.plusMillis(i * 40L))));
            out.addAll(current.advance(NOW.plusMillis(i * 40L)));
        }
        out.addAll(current.flush());
        return out.stream().map(AuditCoalescerTest::shown).toList();
    }

    private static String shown(Joined joined) {
        return switch (joined) {
            case Joined.Whole whole ->
                StandardCharsets.UTF_8
                        .decode(whole.raw().getPayload().duplicate())
                        .toString();
            case Joined.Lost lost -> "lost " + lost.from() + " " + lost.count() + " " + lost.at();
        };
    }

    private static List<String> mingled(List<String> lines, Random random) {
        List<String> mingled = new ArrayList<>(lines);
        for (int i = 0; i + 3 < mingled.size(); i++) {
            Collections.swap(mingled, i, i + random.nextInt(3));
        }
        return mingled;
    }

    private void add(long... serials) {
        for (long serial : serials) {
            coalescer.add(AuditTexts.raw(line(1_795_359_480, serial)));
        }
    }

    private static String line(long seconds, long serial) {
        return "type=CWD msg=audit(" + seconds + ".000:" + serial + "): cwd=\"/\"";
    }

    private static List<String> event(int serial) {
        String head = " msg=audit(1795359480.123:" + serial + "): ";
        return List.of(
                "type=SYSCALL" + head
                        + "arch=c000003e syscall=59 success=yes exit=0 items=1 ppid=1 pid=2 auid=1000 uid=0"
                        + " gid=0 euid=0 comm=\"ls\" exe=\"/usr/bin/ls\" key=(null)",
                "type=EXECVE" + head + "argc=2 a0=\"ls\" a1=\"-l\"",
                "type=CWD" + head + "cwd=\"/tmp\"",
                "type=PATH" + head + "item=0 name=\"/usr/bin/ls\" inode=1 mode=0100755 ouid=0 ogid=0 nametype=NORMAL",
                "type=PROCTITLE" + head + "proctitle=6C73002D6C");
    }
}
