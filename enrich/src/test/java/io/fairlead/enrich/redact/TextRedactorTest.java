// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextRedactorTest {
    private final TextRedactor redactor = new TextRedactor(new JsonReader(96));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Bearer abcdefgh12345678|Authorization: Bearer [redacted:bearer]",
                "Authorization: Basic dXNlcjpwYXNz|Authorization: Basic [redacted:basic]",
                "x eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln y|x [redacted:jwt] y",
                "postgres://app:hunter2@db/shop|postgres://app:[redacted:basic]@db/shop",
                "jdbc:sqlserver://h;user=u;password=hun@ter2;a=b|jdbc:sqlserver://h;user=u;password=[redacted:password];a=b",
                "jdbc:sqlserver://h:1433;password=hun@ter2|jdbc:sqlserver://h:1433;password=[redacted:password]",
                "id AKIAIOSFODNN7EXAMPLE end|id [redacted:cloud-key] end",
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789|[redacted:cloud-key]",
                "mysql --password=hunter2 -h db|mysql --password=[redacted:password] -h db",
                "mysql --password hunter2 -h db|mysql --password [redacted:password] -h db",
                "export DB_PASSWORD=hunter2; ls|export DB_PASSWORD=[redacted:password]; ls",
                "password: hunter2|password: [redacted:password]",
                "secret_key: hunter2|secret_key: [redacted:password]",
                "client-key-data: aHVudGVyMg==|client-key-data: [redacted:password]",
                "{\\\"password\\\":\\\"hunter2\\\"}|{\\\"password\\\":\\\"[redacted:password]\\\"}",
                "{\"auths\":{\"r\":{\"auth\":\"dTpodW50ZXIy\"}}}|{\"auths\":{\"r\":{\"auth\":\"[redacted:basic]\"}}}",
                "curl -s -u admin:hunter2 https://h|curl -s -u admin:[redacted:password] https://h",
                "curl --user=admin:hunter2 https://h|curl --user=admin:[redacted:password] https://h",
                "curl -b session=hunter2 https://h|curl -b [redacted:password] https://h",
                "curl -b 'session=hunter2' https://h|curl -b '[redacted:password]' https://h",
                "sqlplus scott/hunter2@db|sqlplus scott/[redacted:password]@db",
                "htpasswd -cbB /etc/users bob hunter2|htpasswd -cbB /etc/users bob [redacted:password]",
                "htpasswd -nb bob hunter2|htpasswd -nb bob [redacted:password]",
                "rabbitmqctl -n rabbit@h add_user bob hunter2|rabbitmqctl -n rabbit@h add_user bob [redacted:password]",
                "rabbitmqctl change_password bob hunter2; id|rabbitmqctl change_password bob [redacted:password]; id",
                "a0=\"sshpass\" a1=\"-p\" a2=\"hunter2\"|a0=\"sshpass\" a1=\"-p\" a2=\"[redacted:password]\"",
                "a0=\"docker\" a1=\"login\" a2=\"-phunter2\"|a0=\"docker\" a1=\"login\" a2=\"-p[redacted:password]\"",
                "-H \"Authorization: Basic dTpodW50ZXI=\"|-H \"Authorization: Basic [redacted:basic]\"",
                "\\u0022token\\u0022:\\u0022hunter2\\u0022|\\u0022token\\u0022:\\u0022[redacted:password]\\u0022",
                "&lt;password&gt;hunter2&lt;/password&gt;|&lt;password&gt;[redacted:password]&lt;/password&gt;",
                "secretsdump.py corp/bob:hunter2@10.0.0.1|secretsdump.py corp/bob:[redacted:password]@10.0.0.1",
                "xfreerdp /u:bob /p:hunter2 /v:h|xfreerdp /u:bob /p:[redacted:password] /v:h",
                "mysqldump -u root -phunter2 shop|mysqldump -u root -p[redacted:password] shop",
                "7z a -pgc3UTSoI8psk a.7z b|7z a -p[redacted:password] a.7z b",
                "7z a -pmysecretpassword a.7z b|7z a -p[redacted:password] [redacted:password] b",
                "Set-Cookie: session=hunter2; Path=/|Set-Cookie: [redacted:cookie]",
                "https://hooks.slack.com/services/T0/B0/hunter2|https://hooks.slack.com/services/[redacted:cloud-key]",
                "-----BEGIN RSA PRIVATE KEY-----abc-----END RSA PRIVATE KEY-----|[redacted:private-key]",
            })
    void credentialsAreReplaced(String text, String expected) {
        Redactions redactions = new Redactions();

        assertThat(redactor.redact(text, redactions)).isEqualTo(expected);
        assertThat(redactions.byKind()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "system:serviceaccount:token:default",
                "/api/v1/namespaces/secret/secrets/db-password",
                "/var/run/secrets/kubernetes.io/serviceaccount/token",
                "secrets \"db-password\" not found",
                "RBAC: allowed by RoleBinding \"token-reader/shop\"",
                "kubernetes.io/service-account-token",
                "basic auth is off",
                "the cookie jar is empty",
                "curl -u is an option, mysql -p too",
                "http://203.0.113.77/x.sh",
            })
    void namesAndPathsStay(String text) {
        Redactions redactions = new Redactions();

        assertThat(redactor.redact(text, redactions)).isSameAs(text);
        assertThat(redactions.byKind()).isEmpty();
    }

    @Test
    void anEncodedKeyThatWasCutWithinAByteIsNotKept() {
        String key = "-----BEGIN OPENSSH PRIVATE KEY-----\n" + "hunter2hunter2".repeat(20);
        String encoded = HexFormat.of().formatHex(Base64.getEncoder().encode(key.getBytes(StandardCharsets.UTF_8)));
        for (int cut = 0; cut < 8; cut++) {
            Redactions redactions = new Redactions();
            String kept = redactor.redact("said " + encoded.substring(0, 487 - cut), redactions);
            assertThat(kept).hasSizeLessThan(120);
            assertThat(redactions.byKind()).hasSize(1);
        }
    }
}
