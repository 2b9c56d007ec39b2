// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.EventChecks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SyslogFormatTest {
    @ParameterizedTest
    @CsvSource({
        "Dec 31 23:59:59, 2027-01-01T00:00:05Z, 2026-12-31T23:59:59Z",
        "Jan  1 00:00:03, 2026-12-31T23:59:58Z, 2027-01-01T00:00:03Z",
        "Nov 22 14:00:00, 2026-11-22T15:00:00Z, 2026-11-22T14:00:00Z",
        "Feb 29 12:00:00, 2028-03-01T00:00:00Z, 2028-02-29T12:00:00Z",
        "Feb 29 12:00:00, 2029-01-01T00:00:00Z, 2028-02-29T12:00:00Z",
        "Jul  1 00:00:00, 2026-12-20T00:00:00Z, 2026-07-01T00:00:00Z",
    })
    void aStampWithoutYearIsTheNearest(String stamp, Instant received, Instant expected) {
        assertThat(YearlessStamp.resolve(stamp, received, ZoneOffset.UTC)).contains(expected);
    }

    @Test
    void aStampCountsInTheZoneThatTheRouteNames() {
        assertThat(YearlessStamp.resolve("Nov 22 16:00:00", TestNormalizer.RECEIVED, ZoneId.of("Europe/Berlin")))
                .contains(Instant.parse("2026-11-22T15:00:00Z"));
        RawLog plain = TestNormalizer.raw("syslog", "Nov 22 16:00:00 h app: x");
        RawLog zoned = RawLog.newBuilder(plain)
                .setAttributes(Map.of("timezone", "Europe/Berlin"))
                .build();
        assertThat(EventChecks.document(TestNormalizer.normalize(zoned).events().get(0))
                        .get("@timestamp")
                        .asText())
                .isEqualTo("2026-11-22T15:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"Nov 31 00:00:00", "Feb 30 00:00:00", "Nov 22 24:00:00", "Foo 22 00:00:00", "Nov 22 00:00:60"})
    void thereAreNoSuchDays(String stamp) {
        assertThat(YearlessStamp.resolve(stamp, TestNormalizer.RECEIVED, ZoneOffset.UTC))
                .isEmpty();
    }

    @Test
    void aNameThatPretendsToBeAnAddressIsOnlyAName() {
        JsonNode document = document(
                "Nov 22 14:58:09 h sshd[1]: Failed password for invalid user x from 10.0.0.1 port 1 from 203.0.113.77 port 2 ssh2");

        assertThat(document.at("/source/ip").asText()).isEqualTo("203.0.113.77");
        assertThat(document.at("/user/name").asText()).isEqualTo("x from 10.0.0.1 port 1");
        assertThat(document.at("/event/outcome").asText()).isEqualTo("failure");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sshd[1]|Accepted password for a from 192.0.2.1 port 2 ssh2|authentication|ssh_login|success|system.auth",
                "sshd[1]|Disconnected from authenticating user root 192.0.2.1 port 2 [preauth]|network|ssh_disconnect|success|system.auth",
                "sudo|alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls|process|sudo|success|system.auth",
                "sudo|alice : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls|authentication|sudo|failure|system.auth",
                "su[1]|(to root) alice on pts/0|authentication|su|success|system.auth",
                "su[1]|FAILED su for root by alice|authentication|su|failure|system.auth",
                "CRON[1]|(root) CMD (ls)|process|cron_command|success|system.syslog",
                "crontab[1]|pam_unix(cron:session): session closed for user root|session|session_closed|success|system.auth",
                "useradd[1]|new group: name=g, GID=7|iam|added-group-account|success|system.auth",
                "systemd-logind[1]|New session 4 of user alice.|session|session_opened|success|system.auth",
            })
    void programsAreUnderstood(
            String program, String text, String category, String action, String outcome, String dataset) {
        JsonNode document = document("Nov 22 14:58:09 h " + program + ": " + text);

        assertThat(document.at("/event/category/0").asText()).isEqualTo(category);
        assertThat(document.at("/event/action").asText()).isEqualTo(action);
        assertThat(document.at("/event/outcome").asText()).isEqualTo(outcome);
        assertThat(document.at("/event/dataset").asText()).isEqualTo(dataset);
    }

    @Test
    void secretsOfCommandsAreRedactedEverywhere() {
        RawLog raw = TestNormalizer.raw(
                "syslog", "Nov 22 14:58:09 h sudo: a : PWD=/ ; USER=root ; COMMAND=/bin/x --password=hunter22");
        ByteBuffer document = TestNormalizer.normalize(raw).events().get(0).getDocument();

        assertThat(StandardCharsets.UTF_8.decode(document.duplicate()).toString())
                .doesNotContain("hunter22")
                .contains("[redacted:password");
    }

    @Test
    void structuredDataIsReadWithItsEscapes() {
        Message message = Rfc5424.parse("<14>1 2026-11-22T14:59:01Z h a - ID1 [x@1 k=\"a\\\"b\\]c\"][y] \uFEFFtext")
                .orElseThrow();

        assertThat(message.data()).containsEntry("x@1", Map.of("k", "a\"b]c")).containsEntry("y", Map.of());
        assertThat(message.text()).isEqualTo("text");
        assertThat(message.kind()).isEqualTo("ID1");
    }

    @ParameterizedTest
    @CsvSource({
        "<192>1 2026-11-22T14:59:01Z h a - - - x",
        "<14>1 2026-11-22T14:59:01Z h a - - [x x",
        "<14>1 2026-11-22T14:59:01Z h a",
        "2026-11-22T13:19:09.648290826Z stdout F hello",
    })
    void whatIsNoSyslogDoesNotFit(String text) {
        assertThat(Rfc5424.parse(text)).isEmpty();
        assertThat(Rfc3164.parse(text)).isEmpty();
    }

    private static JsonNode document(String text) {
        return TestNormalizer.document("syslog", text);
    }
}
