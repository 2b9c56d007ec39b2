// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.redact.SecretKind;
import io.fairlead.testkit.EventChecks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of a record with several documents each tells what was replaced in it, and none what was replaced elsewhere. */
final class RedactedKindsTest {
    private static final String SECRET = "Sommer2026Regen";

    @Test
    void aRecordOfAListTellsItsOwn() {
        Normalized normalized = normalize(
                "github.audit",
                "[" + member("a", "nothing") + ",{\"no\":\"record\",\"password\":\"" + SECRET + "\"},"
                        + member("b", "nothing") + "," + member("c", "password=" + SECRET) + "]");
        assertThat(kinds(normalized)).containsExactly("", "", "password");
        assertThat(normalized.rejected()).hasSize(1);
        assertThat(normalized.redactions()).containsEntry(SecretKind.PASSWORD, 2);
    }

    @Test
    void whatIsRefusedTellsNothingOfItsNeighbours() {
        Normalized normalized = normalize(
                "kubernetes.audit.eks",
                "{\"logGroup\":\"/aws/eks/shop/cluster\",\"logStream\":\"s\",\"logEvents\":[{\"message\":\"started\"},"
                        + "\"password=" + SECRET + "\"]}");
        assertThat(kinds(normalized)).containsExactly("");
        assertThat(normalized.rejected()).hasSize(1);
    }

    @Test
    void linesOfOneTextTellTheirOwn() {
        Normalized normalized = normalize(
                "docker_bench.result",
                "[PASS] 5.1  - Ensure that an AppArmor profile is enabled\n"
                        + "[WARN] 5.4  - Ensure that capabilities are restricted\n"
                        + "[WARN]      * web: DB_PASSWORD=" + SECRET + "\n"
                        + "[WARN] 5.5  - Ensure that no container is privileged\n"
                        + "[WARN]      * api: Authorization: Bearer a0b1c2d3e4f5a6b7c8d9\n");
        assertThat(kinds(normalized)).containsExactly("", "password", "bearer");
        List<JsonNode> documents = documents(normalized);
        assertThat(documents.get(1).at("/fairlead/redacted/fingerprint")).hasSize(1);
        assertThat(documents.get(2).at("/fairlead/redacted/fingerprint"))
                .hasSize(1)
                .isNotEqualTo(documents.get(1).at("/fairlead/redacted/fingerprint"));
    }

    private static String member(String id, String note) {
        return "{\"@timestamp\":1795359480123,\"_document_id\":\"" + id
                + "\",\"action\":\"org.add_member\",\"actor\":\"octo\",\"created_at\":1795359480123,\"org\":\"shop\","
                + "\"user_agent\":\"" + note + "\"}";
    }

    private static Normalized normalize(String format, String payload) {
        return TestNormalizer.normalize(TestNormalizer.raw(format, payload));
    }

    private static List<JsonNode> documents(Normalized normalized) {
        return normalized.events().stream().map(EventChecks::document).toList();
    }

    /** Kinds of each document, a comma between them. */
    private static List<String> kinds(Normalized normalized) {
        List<String> all = new ArrayList<>();
        for (JsonNode document : documents(normalized)) {
            assertThat(document.toString()).doesNotContain(SECRET);
            List<String> kinds = new ArrayList<>();
            document.at("/fairlead/redacted/kind").forEach(kind -> kinds.add(kind.asText()));
            all.add(String.join(",", kinds));
        }
        return all;
    }
}
