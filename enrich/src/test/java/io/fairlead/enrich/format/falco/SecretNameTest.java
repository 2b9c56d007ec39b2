// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.TestNormalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretNameTest {
    private static final String MARK = "[redacted:password]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "K8s Secret Created (user=mira secret=db-login ns=shop resp=201)",
                "K8s Secret Get Successfully (user=mira secret=db-login)",
                "K8s Secret List (user=mira secret=<NA> ns=shop)",
            })
    void theNameOfASecretStays(String sentence) {
        JsonNode document = document(alert("k8s_audit", sentence));

        assertThat(document.at("/message").asText()).isEqualTo(sentence);
        assertThat(document.at("/falco/output").asText()).isEqualTo(sentence);
        assertThat(document.at("/event/original").asText()).contains(sentence);
        assertThat(document.at("/fairlead/redacted").isMissingNode()).isTrue();
    }

    @Test
    void theNameIsThatOfTheObjectThatTheRequestWasFor() {
        ObjectNode alert = alert("k8s_audit", "K8s Secret Created (user=mira secret=hunter2 ns=shop)");
        alert.putObject("output_fields").put("ka.target.name", "db-login");
        assertThat(document(alert).at("/message").asText()).contains("secret=" + MARK + " ns=shop");

        alert.putObject("output_fields").put("ka.target.name", "hunter2");
        assertThat(document(alert).at("/message").asText()).contains("secret=hunter2 ns=shop");

        alert.remove("source"); // as releases before plugins wrote them
        assertThat(document(alert).at("/message").asText()).contains("secret=hunter2 ns=shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "syscall|Program run (user=root command=app secret=hunter2 container=web)",
                "k8s_audit|Pod exec (user=mira command=app --secret=hunter2)",
                "k8s_audit|Pod exec (user=mira uri=/x?client_secret=hunter2)",
                "k8s_audit|Secret Created (user=mira secret=db-login password=hunter2)",
                "k8s_audit|Secret Created (user=mira token=hunter2 secret=db-login)",
                "k8s_audit|Secret Created (user=mira secret=hunter2:Xy)",
                "aws_cloudtrail|Call (user=mira secret=hunter2 region=eu)",
            })
    void whatIsSecretGoes(String source, String sentence) {
        JsonNode document = document(alert(source, sentence));

        assertThat(document.toString()).doesNotContain("hunter2").contains(MARK);
        assertThat(document.at("/fairlead/redacted/fingerprint")).hasSize(1);
    }

    @Test
    void whatAConfigMapHoldsGoesAndItsNameStays() {
        String message = document(alert(
                        "k8s_audit",
                        "K8s configmap with private credential (user=mira verb=create configmap=shop-settings"
                                + " config={\"db_password\":\"hunter2\"})"))
                .at("/message")
                .asText();

        assertThat(message).contains("configmap=shop-settings").doesNotContain("hunter2");
    }

    private static ObjectNode alert(String source, String sentence) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rule", "K8s Secret")
                .put("priority", "Notice")
                .put("time", "2026-11-22T14:55:00Z")
                .put("source", source)
                .put("output", sentence);
    }

    private static JsonNode document(ObjectNode alert) {
        return TestNormalizer.document("falco", alert.toString());
    }
}
