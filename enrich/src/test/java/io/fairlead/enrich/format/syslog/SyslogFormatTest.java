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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
        "May 10 08:00:00, 2026-11-23T00:00:00Z, 2026-05-10T08:00:00Z",
    })
    void aStampWithoutYearIsTheLatestThatIsPast(String stamp, Instant received, Instant expected) {
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
                "crontab[1]|pam_unix(cron:session): session closed for user root|session|logged-off|success|system.auth",
                "useradd[1]|new group: name=g, GID=7|iam|group-created|success|system.auth",
                "systemd-logind[1]|New session 4 of user alice.|session|logged-on|success|system.auth",
                "sshd[1]|message repeated 4 times: [ Failed password for root from 192.0.2.1 port 2 ssh2]|authentication|ssh_login|failure|system.auth",
                "sshd[1]|Connection closed by 192.0.2.1 [preauth]|network|ssh_disconnect|success|system.auth",
                "sshd[1]|Did not receive identification string from 192.0.2.1|network|ssh_dropped|failure|system.auth",
                "sshd[1]|Starting session: shell on pts/1 for eve from 192.0.2.1 port 2 id 0|session|ssh_session|success|system.auth",
                "sshd[1]|PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.1  user=eve|authentication|authentication_failure|failure|system.auth",
                "sshd[1]|pam_faillock(sshd:auth): Consecutive login failures for user eve account temporarily locked|authentication|account-locked|failure|system.auth",
                "sshd(pam_unix)[1]|authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.1|authentication|authentication_failure|failure|system.auth",
                "sshd(pam_unix)[1]|3 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.1  user=eve|authentication|authentication_failure|failure|system.auth",
                "sshd[1]|pam_access(sshd:account): access denied for user `eve' from `192.0.2.1'|authentication|authentication_failure|failure|system.auth",
                "sudo|pam_unix(sudo:auth): auth could not identify password for [eve]|authentication|authentication_failure|failure|system.auth",
                "sshd(pam_google_authenticator)[1]|Accepted google_authenticator for eve|authentication|authentication_success|success|system.auth",
                "dropbear[1]|Password auth succeeded for 'eve' from 192.0.2.1:4022|authentication|ssh_login|success|system.auth",
                "dropbear[1]|Bad password attempt for 'eve' from 2001:db8::7:4022|authentication|ssh_login|failure|system.auth",
                "passwd[1]|pam_unix(passwd:chauthtok): password changed for eve|iam|password-changed|success|system.auth",
                "passwd[1]|password for 'eve' changed by 'root'|iam|password-changed|success|system.auth",
                "userdel[1]|delete 'eve' from shadow group 'docker'|iam|group-member-removed|success|system.auth",
                "userdel[1]|removed shadow group 'eve'|iam|group-deleted|success|system.auth",
                "groupadd[1]|group added to /etc/gshadow: name=g|iam|group-created|success|system.auth",
                "gpasswd[1]|user eve added by root to group docker|iam|group-user-added|success|system.auth",
                "usermod[1]|change user 'eve' expiration from 'never' to '2027-01-01'|iam|user-changed|success|system.auth",
                "usermod[1]|lock user 'eve' password|iam|account-locked|success|system.auth",
                "unix_chkpwd[1]|password check failed for user (eve)|authentication|authentication_failure|failure|system.auth",
                "login[1]|FAILED LOGIN (1) on '/dev/tty1' FOR 'root', Authentication failure|authentication|login|failure|system.auth",
                "login[1]|ROOT LOGIN ON tty1|authentication|login|success|system.auth",
                "pkexec[1]|eve: Executing command [USER=root] [TTY=unknown] [CWD=/home/eve] [COMMAND=/bin/sh]|process|pkexec|success|system.auth",
                "kernel|[7.1] audit: type=1400 audit(1795355880.123:456): apparmor=\"DENIED\" operation=\"open\" class=\"file\" profile=\"docker-default\" name=\"/proc/kcore\" pid=33 comm=\"cat\" requested_mask=\"r\" denied_mask=\"r\" fsuid=0 ouid=0|intrusion_detection|violated-apparmor-policy|failure|system.syslog",
                "kernel|[7.1] Memory cgroup out of memory: Killed process 33 (java) total-vm:1kB, anon-rss:1kB|process|oom-killed|success|system.syslog",
                "su|'''su root'' failed for eve on /dev/pts/8'|authentication|su|failure|system.auth",
            })
    void programsAreUnderstood(
            String program, String text, String category, String action, String outcome, String dataset) {
        JsonNode document = document("Nov 22 14:58:09 h " + program + ": " + text);

        assertThat(document.at("/event/category/0").asText()).isEqualTo(category);
        assertThat(document.at("/event/action").asText()).isEqualTo(action);
        assertThat(document.at("/event/outcome").asText()).isEqualTo(outcome);
        assertThat(document.at("/event/dataset").asText()).isEqualTo(dataset);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sshd[1]: Disconnected from user bob 203.0.113.9 port 9 192.0.2.1 port 2|/source/ip|192.0.2.1",
                "sshd[1]: Received disconnect from 192.0.2.1 port 2:11: x 203.0.113.9 port 9|/source/ip|192.0.2.1",
                "sshd[1]: Accepted password for eve from fe80::7%eth0 port 2 ssh2|/source/ip|fe80::7",
                "sshd[1]: Disconnecting invalid user eve 192.0.2.1 port 2: Too many authentication failures [preauth]|/user/name|eve",
                "sshd[1]: ROOT LOGIN REFUSED FROM 192.0.2.1 port 2|/user/name|root",
                "sshd[1]: Did not receive identification string from 192.0.2.1|/system/auth/ssh/dropped_ip|192.0.2.1",
                "sudo: pam_unix(sudo:session): session opened for user root(uid=0) by eve(uid=1001)|/user/id|1001",
                "sudo: pam_unix(sudo:session): session opened for user root(uid=0) by eve(uid=1001)|/user/effective/id|0",
                "login: pam_unix(login:session): session opened for user root(uid=0) by LOGIN(uid=0)|/user/name|root",
                "useradd[1]: new user: name=eve, UID=7, GID=8, home=/, shell=/bin/sh|/user/name|eve",
                "gpasswd[1]: user eve added by root to group docker|/user/name|root",
                "gpasswd[1]: user eve added by root to group docker|/user/target/name|eve",
                "polkitd(authority=local): Registered|/process/name|polkitd",
                "/USR/SBIN/CRON[1]: (root) CMD (ls)|/process/name|CRON",
                "kernel: apparmor=\"DENIED\" operation=\"open\" profile=\"docker-default\" name=\"/proc/kcore\" pid=33 comm=\"cat\"|/process/pid|33",
                "kernel: apparmor=\"DENIED\" operation=\"open\" profile=\"docker-default\" name=\"/proc/kcore\" pid=33 comm=\"cat\"|/rule/name|docker-default",
            })
    void programsSayWhoAndWhence(String text, String pointer, String value) {
        assertThat(document("Nov 22 14:58:09 h " + text).at(pointer).asText()).isEqualTo(value);
    }

    @Test
    void cronsOwnTablesAreNobodys() {
        JsonNode document = document("Nov 22 14:58:09 h cron[1]: (*system*jobs) RELOAD (/etc/cron.d/jobs)");

        assertThat(document.at("/event/action").asText()).isEqualTo("crontab_changed");
        assertThat(document.has("user")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nov 22 14:58:09  sshd[1]: Server listening on 0.0.0.0 port 22.||sshd",
                "Nov 22 14:58:09 h last message repeated 2 times|h|",
                "<13>Nov 22 14:58:09 192.0.2.9 words without a program|192.0.2.9|",
                "Nov 22 14:58:09 h Some Program[7]: words: more|h|Some Program",
            })
    void hostOrProgramMayBeMissing(String text, @Nullable String host, @Nullable String program) {
        Message message = Rfc3164.parse(text).orElseThrow();

        assertThat(message.host()).isEqualTo(Objects.requireNonNullElse(host, ""));
        assertThat(message.program()).isEqualTo(Objects.requireNonNullElse(program, ""));
        assertThat(message.stamp()).isEqualTo("Nov 22 14:58:09");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T14:00:00.5+0200, 2026-11-22T12:00:00.500Z",
        "2026-11-22T14:00:00.5, 2026-11-22T13:00:00.500Z",
    })
    void stampsMayLackTheirZoneOrItsColon(String stamp, String time) {
        RawLog raw = TestNormalizer.raw("syslog", stamp + " h sshd[1]: Server listening on 0.0.0.0 port 22.");
        raw.setAttributes(Map.of("timezone", "Europe/Stockholm"));

        assertThat(EventChecks.document(TestNormalizer.normalize(raw).events().get(0))
                        .at("/@timestamp")
                        .asText())
                .isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'date':1795355880.5,'PRIORITY':'6','SYSLOG_IDENTIFIER':'sshd','_TRANSPORT':'syslog','_HOSTNAME':'n1','MESSAGE':'Failed password for eve from 192.0.2.1 port 2 ssh2'}|2026-11-22T13:58:00.500Z",
                "{'__REALTIME_TIMESTAMP':'1795355880500000','SYSLOG_IDENTIFIER':'sshd','source_type':'journald','host':'n1','message':'Failed password for eve from 192.0.2.1 port 2 ssh2'}|2026-11-22T13:58:00.500Z",
            })
    void entriesOfTheJournalAreKnownByAllTheirSenders(String entry, String time) {
        JsonNode document = TestNormalizer.document("auto", entry.replace('\'', '"'));

        assertThat(document.at("/event/dataset").asText()).isEqualTo("system.auth");
        assertThat(document.at("/user/name").asText()).isEqualTo("eve");
        assertThat(document.at("/host/hostname").asText()).isEqualTo("n1");
        assertThat(document.at("/@timestamp").asText()).isEqualTo(time);
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
