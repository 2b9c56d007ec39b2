// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.tetragon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.TestNormalizer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class TetragonRedactionTest {
    @Test
    void theProgramTellsWhatAnArgumentIs() {
        JsonNode curl = exec("/usr/bin/curl", "-u admin:hunter2 https://example.org", "[]");
        assertThat(curl.toString()).doesNotContain("hunter2");
        assertThat(curl.at("/process/args").toString())
                .isEqualTo("[\"/usr/bin/curl\",\"-u\",\"admin:[redacted:password]\",\"https://example.org\"]");

        assertThat(exec("/usr/bin/mysql", "-phunter2 shop", "[]").toString()).doesNotContain("hunter2");
        assertThat(exec("/tmp/agent", "-url https://example.org -psk Secure!23@456 -v", "[]")
                        .toString())
                .doesNotContain("Secure!23@456");
        assertThat(exec("/usr/bin/mkdir", "-p /srv/a", "[]")
                        .at("/process/command_line")
                        .asText())
                .isEqualTo("/usr/bin/mkdir -p /srv/a");
    }

    @Test
    void variablesKeepTheirNames() {
        JsonNode document = exec("/bin/app", "", "[{\"key\":\"DB_PASSWORD\",\"value\":\"hunter2\"}]");

        assertThat(document.toString()).doesNotContain("hunter2");
        assertThat(document.at("/process/env_vars/0").asText()).isEqualTo("DB_PASSWORD=[redacted:env]");
    }

    @Test
    void bytesOfCallsAreLookedThrough() {
        String secret = Base64.getEncoder().encodeToString("\u0001password: hunter2".getBytes(StandardCharsets.UTF_8));
        JsonNode document = TestNormalizer.document(
                "tetragon",
                "{\"process_kprobe\":{\"function_name\":\"__x64_sys_write\",\"args\":[{\"bytes_arg\":\"" + secret
                        + "\"}]},\"node_name\":\"n\"}");

        String bytes = document.at("/cilium_tetragon/log/process_kprobe/args/0/bytes_arg")
                .asText();
        assertThat(new String(Base64.getDecoder().decode(bytes), StandardCharsets.UTF_8))
                .isEqualTo("\u0001password: [redacted:password]");
        assertThat(document.toString()).doesNotContain(secret);
    }

    private static JsonNode exec(String binary, String arguments, String variables) {
        return TestNormalizer.document(
                "tetragon",
                "{\"process_exec\":{\"process\":{\"binary\":\"" + binary + "\",\"arguments\":\"" + arguments
                        + "\",\"environment_variables\":" + variables + "}},\"node_name\":\"n\"}");
    }
}
