// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.json.JsonReader;
import io.fairlead.testkit.SeededRandom;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that analysts and rules need and that are no secrets: they stay as they are, whatever they look like. */
final class OrdinaryValuesTest {
    private static final int RUNS = 3_000;

    private final TextRedactor texts = new TextRedactor(new JsonReader(96));
    private final Redactions redactions = new Redactions();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker run -p 8080:80 -d nginx:1.27",
                "mkdir -p /var/lib/app/data",
                "ssh -p 2222 root@10.0.0.1",
                "cp -p a b; ps -p 4711; kill -9 12",
                "kubectl get secrets -n shop -o yaml",
                "kubectl create token default",
                "cat /run/secrets/kubernetes.io/serviceaccount/token",
                "openssl x509 -in /etc/ssl/certs/ca.pem -noout -text",
                "--tls-private-key-file=/etc/kubernetes/pki/apiserver.key --token-auth-file /etc/tokens.csv",
                "--password-file /run/secrets/db --secret-name db-credentials",
                "--client-key /etc/kubernetes/pki/client.key",
                "Failed password for invalid user oracle from 203.0.113.77 port 41022 ssh2",
                "pam_unix(sudo:auth): authentication failure; logname=alice uid=1000",
                "ops : TTY=pts/0 ; PWD=/home/ops ; USER=root ; COMMAND=/usr/bin/id",
                "MountVolume.SetUp failed for volume \"x\" : secret \"db\" not found",
                "\"Secret not found\" secret=\"shop/db\" err=\"not found\"",
                "registry.example.test/shop/web@sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a",
                "worker.18ea656832ac9ca8",
                "system:serviceaccount:token:default",
                "Bearer authentication is required",
                "basic authentication is off",
                "Authorization: RBAC: allowed by ClusterRoleBinding",
                "max_tokens=4096 tokenExpirationSeconds=3600 expirationSeconds: 3607",
                "the token is expired and the password is required",
                "DB_PASSWORD=$DB_PASSWORD --token ${TOKEN} password: ********",
                "/api/v1/namespaces/shop/secrets?fieldSelector=metadata.name%3Ddb&resourceVersion=0&watch=true",
                "GET /cart?item=17&page=2 HTTP/1.1 \"https://shop.example.test/a?b=c\" \"Mozilla/5.0 (X11; Linux x86_64)\"",
                "https://shop.example.test:8443/a/b@c",
                "repo:tag@sha256:abc",
                "alice@example.test",
                "arn:aws:iam::123456789012:user/ops",
                "echo done | wc -l",
                "tar -xzf backup-2026-11-22.tgz -C /srv",
                "k8s.io/client-go/tools/cache/reflector.go:243",
            })
    void ordinaryTextStays(String text) {
        assertThat(texts.redact(text, redactions)).isEqualTo(text);
        assertThat(redactions.byKind()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"secretName\":\"db\",\"tokenExpirationSeconds\":3600,\"automountServiceAccountToken\":false}",
                "{\"secretKeyRef\":{\"name\":\"db\",\"key\":\"password\"}}",
                "{\"authentication.k8s.io/legacy-token\":\"system:serviceaccount:ci:deployer\"}",
                "{\"resources\":[\"secrets\",\"tokens\"],\"verbs\":[\"get\"]}",
                "{\"name\":\"LANG\",\"value\":\"C.UTF-8\"}",
                "{\"hashed_token\":\"b3V0\",\"client_token\":\"hmac-sha256:5f2b\"}",
                "{\"continue\":\"eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ\",\"nextToken\":\"abc\"}",
                "[\"docker\",\"run\",\"-p\",\"8080:80\",\"mysql\"]",
                "[\"ssh\",\"-p\",\"2222\",\"h\"]",
                "{\"Env\":[\"PATH=/usr/bin\",\"HOME=/root\",\"PWD=/srv\"]}",
            })
    void ordinaryObjectsStay(String json) {
        Redactor redactor = Redactor.create(new JsonReader(96));
        io.fairlead.enrich.json.JsonTree.Read read =
                (io.fairlead.enrich.json.JsonTree.Read) new JsonReader(96).read(json);
        assertThat(redactor.trees().redact(read.root(), null, redactions).toString())
                .isEqualTo(json);
    }

    @Test
    void whatMachinesMakeStays() {
        SeededRandom.check("identifiers", RUNS, random -> {
            for (String value : new String[] {
                hex(random, 20),
                hex(random, 32),
                "sha256:" + hex(random, 32),
                new UUID(random.nextLong(), random.nextLong()).toString(),
                "web-" + word(random, 9) + "-" + word(random, 5),
                "/var/lib/" + word(random, 8) + "/" + word(random, 12) + "." + word(random, 3),
                word(random, 6) + "." + hex(random, 8),
                "10." + random.nextInt(256) + ".0." + random.nextInt(256) + ":" + random.nextInt(65_536),
                "2026-11-22T14:58:0" + random.nextInt(10) + "." + random.nextInt(1_000_000) + "Z",
                "pid=" + random.nextInt(100_000) + " comm=\"" + word(random, 7) + "\"",
            }) {
                assertThat(texts.redact(value, redactions)).isEqualTo(value);
            }
        });
    }

    @Test
    void equalSecretsHaveEqualFingerprintsAndAnotherKeyOthers() {
        assertThat(io.fairlead.enrich.mac.Fingerprints.NONE.of("x")).isEmpty();
        var one = io.fairlead.enrich.mac.Fingerprints.of(
                java.util.Optional.of(new io.fairlead.schemas.config.Secret("one key of some length")));
        var two = io.fairlead.enrich.mac.Fingerprints.of(
                java.util.Optional.of(new io.fairlead.schemas.config.Secret("another key of some length")));
        assertThat(one.of("hunter2")).hasSize(32).isEqualTo(one.of("hunter2")).isNotEqualTo(two.of("hunter2"));
        assertThat(one.key()).hasSize(8).isNotEqualTo(two.key());
    }

    private static String hex(Random random, int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}
