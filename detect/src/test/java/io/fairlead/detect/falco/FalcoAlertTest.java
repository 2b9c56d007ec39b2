// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.detect.Events;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.alert.AlertFactory;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FalcoAlertTest {
    @Test
    void theOutputIsTheMessage() throws IOException {
        RuleSet set = RuleTexts.standard(FalcoTexts.rule("Pod made", "ka.verb=create and ka.target.resource=pods")
                .replace(
                        "output: o",
                        "output: Made (user=%ka.user.name images=%ka.req.pod.containers.image x=%ka.impuser.name)\n"
                                + "  tags: [k8s, mitre_privilege_escalation, T1611, T1490-inhibit-system-recovery]"));
        Event event = Events.audit(
                "e1",
                Instant.parse("2026-11-22T15:00:00Z"),
                "{'verb':'create','objectRef':{'resource':'pods'},'user':{'username':'alice\\n'},"
                        + "'requestObject':{'spec':{'containers':[{'image':'a'},{'image':'b'}]}}}");

        Alert alert = AlertFactory.single(RuleMatcher.compile(set).match(event).getFirst(), event, "v1");

        JsonNode document =
                JsonMapper.builder().build().readTree(alert.getDocument().array());
        assertThat(document.path("message").asText()).isEqualTo("Made (user=alice  images=(a,b) x=<NA>)");
        assertThat(document.path("rule").path("name").asText()).isEqualTo("Pod made");
        assertThat(document.path("fairlead").path("alert").path("language").asText())
                .isEqualTo("falco");
        assertThat(document.path("fairlead").path("alert").path("level").asText())
                .isEqualTo("medium");
        JsonNode threat = document.path("threat");
        assertThat(threat.path("technique").path("id"))
                .extracting(JsonNode::asText)
                .containsExactly("T1611", "T1490");
        assertThat(threat.path("tactic").path("id"))
                .extracting(JsonNode::asText)
                .containsExactly("TA0004");
        assertThat(alert.getRule().getTags()).startsWith("k8s", "mitre_privilege_escalation", "T1611");
        assertThat(alert.getRule().getId()).startsWith("falco-");
        assertThat(alert.getEvidence().getFirst().getMatches()).hasSize(2);
    }
}
