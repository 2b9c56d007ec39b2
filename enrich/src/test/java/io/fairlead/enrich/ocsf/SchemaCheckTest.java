// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check finds what it is there for. */
final class SchemaCheckTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaFacts FACTS = SchemaFacts.load();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/severity_id | 9 | severity_id: 9 is none of",
                "/severity | \"High\" | severity_id: 1 means Informational",
                "/time | 1795359598 | time: no timestamp_t",
                "/time | \"2026-11-22T14:59:58Z\" | time: no timestamp_t",
                "/class_name | \"API\" | class_name: is",
                "/type_uid | 600301 | type_uid: is",
                "/type_name | \"API Activity: get\" | type_name: is",
                "/api | {\"version\": \"v1\"} | api: requires operation",
                "/api/response | {} | api.response: an empty object",
                "/actor/user | {\"full_name\": \"A\"} | actor.user: requires one of account name uid",
                "/actor/user/groups | {\"name\": \"dev\"} | actor.user.groups: no list of group",
                "/actor/user/email_addr | \"alice\" | actor.user.email_addr: no email_t",
                "/actor/process | {\"tid\": 1, \"pid\": 2} | actor.process.tid: a deprecated attribute",
                "/actor/process | {\"pid\": 2, \"container\": {\"uid\": \"c\"}} | actor.process.container: no such attribute",
                "/src_endpoint/ip | \"example.org\" | src_endpoint.ip: no ip_t",
                "/src_endpoint/port | 70000 | src_endpoint.port: no port_t",
                "/src_endpoint/mac | \"aa\" | src_endpoint.mac: no mac_t",
                "/src_endpoint/type_id | 16 | src_endpoint.type_id: 16 is none of",
                "/http_request/http_method | \"get\" | http_request.http_method: get is none of",
                "/http_request/url | {\"hostname\": \"a\"} | http_request.url: requires one of",
                "/http_request/url/url_string | \"/a\" | http_request.url.url_string: no url_t",
                "/http_response | {\"length\": 1} | http_response: requires code",
                "/resources/0/cluster_uid | \"c\" | resources[0].cluster_uid: no such attribute",
                "/resources/0/region | \"eu\" | resources[0].region: an attribute of the profile cloud",
                "/cloud | {\"provider\": \"aws\"} | cloud: no such attribute",
                "/metadata/profiles | [\"cloud\"] | event: requires cloud",
                "/metadata/profiles | [\"space\"] | metadata.profiles: no profile space",
                "/metadata/version | \"1.7.0\" | metadata.version: is",
                "/observables/0/name | \"related.ip\" | observables: nothing at related.ip",
                "/is_alert | true | is_alert: no such attribute",
                "/vulnerabilities | [] | vulnerabilities: no such attribute"
            })
    void whatIsWrongIsNamed(String pointer, String value, String fault) throws IOException {
        ObjectNode event = event("api-activity");
        assertThat(SchemaCheck.faults(FACTS, event)).isEmpty();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = event.at(pointer.substring(0, slash));
        ((ObjectNode) parent).set(pointer.substring(slash + 1), JSON.readTree(value));
        assertThat(SchemaCheck.faults(FACTS, event)).anyMatch(found -> found.startsWith(fault));
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        ObjectNode event = event("api-activity");
        event.remove(List.of("actor", "src_endpoint", "time", "observables"));
        assertThat(SchemaCheck.faults(FACTS, event))
                .containsExactlyInAnyOrder(
                        "event: requires actor", "event: requires src_endpoint", "event: requires time");
    }

    @Test
    void justOneIsJustOne() throws IOException {
        ObjectNode event = event("vulnerability-finding");
        ObjectNode vulnerability = (ObjectNode) ((ArrayNode) event.get("vulnerabilities")).get(0);
        vulnerability.putObject("cwe").put("uid", "CWE-79");
        assertThat(SchemaCheck.faults(FACTS, event))
                .containsExactly("vulnerabilities[0]: requires just one of advisory cve cwe");
    }

    private static ObjectNode event(String name) throws IOException {
        return (ObjectNode) JSON.readTree(Files.readString(Path.of("src/test/resources/ocsf", name + ".json")));
    }
}
