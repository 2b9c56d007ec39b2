// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.enrich.json.JsonReader;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TreeRedactorTest {
    private final Redactor redactor = Redactor.create(new JsonReader(96));
    private final Redactions redactions = new Redactions();

    @Test
    void valuesOfSecretsGoAndKeysStay() throws IOException {
        JsonNode secret = redacted("{\"kind\":\"Secret\",\"metadata\":{\"name\":\"db\"},\"data\":{\"user\":\"YQ==\"},"
                + "\"stringData\":{\"p\":\"x\"},\"type\":\"Opaque\"}");

        assertThat(secret.at("/data/user").asText()).isEqualTo("[redacted:secret-data]");
        assertThat(secret.at("/stringData/p").asText()).isEqualTo("[redacted:secret-data]");
        assertThat(secret.at("/metadata/name").asText()).isEqualTo("db");
        assertThat(secret.at("/type").asText()).isEqualTo("Opaque");
        assertThat(redactions.byKind()).isEqualTo(Map.of(SecretKind.SECRET_DATA, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'env':[{'name':'MODE','value':'quiet'}]}|{'env':[{'name':'MODE','value':'[redacted:env]'}]}",
                "{'env':[{'name':'PORT','value':'8080'}]}|{'env':[{'name':'PORT','value':'8080'}]}",
                "{'env':[{'name':'LD_PRELOAD','value':'/tmp/a.so'}]}|{'env':[{'name':'LD_PRELOAD','value':'/tmp/a.so'}]}",
                "{'env':[{'name':'DB','value':'redis://:pw1@c/0'}]}|{'env':[{'name':'DB','value':'redis://:[redacted:basic]@c/0'}]}",
                "{'Env':['MODE=quiet','DEBUG=true']}|{'Env':['MODE=[redacted:env]','DEBUG=true']}",
                "[{'op':'add','path':'/spec/c/0/env/-','value':{'name':'A','value':'b'}}]|[{'op':'add','path':'/spec/c/0/env/-','value':{'name':'A','value':'[redacted:env]'}}]",
                "[{'op':'replace','path':'/spec/c/0/env/0/value','value':'b'}]|[{'op':'replace','path':'/spec/c/0/env/0/value','value':'[redacted:env]'}]",
                "[{'op':'add','path':'/spec/c/0/env','value':[{'name':'A','value':'b'}]}]|[{'op':'add','path':'/spec/c/0/env','value':[{'name':'A','value':'[redacted:env]'}]}]",
                "{'kind':'Template','name':'MODE','value':'quiet'}|{'kind':'Template','name':'MODE','value':'quiet'}",
            })
    void valuesOfTheEnvironmentGo(String before, String after) throws IOException {
        assertThat(redacted(before.replace('\'', '"')).toString()).isEqualTo(after.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'SealedSecret','spec':{'template':{'data':{'a':'pin 1'}}}}|{'kind':'SealedSecret','spec':{'template':{'data':{'a':'[redacted:secret-data]'}}}}",
                "{'kind':'Deployment','spec':{'template':{'spec':{'data':{'a':'b'}}}}}|{'kind':'Deployment','spec':{'template':{'spec':{'data':{'a':'b'}}}}}",
                "{'stringData':{'a':'pin 1'}}|{'stringData':{'a':'[redacted:secret-data]'}}",
                "{'password':{'value':'pw1'}}|{'password':{'value':'[redacted:password]'}}",
                "{'password':{'valueFrom':{'secretKeyRef':{'name':'db','key':'pw'}}}}|{'password':{'valueFrom':{'secretKeyRef':{'name':'db','key':'pw'}}}}",
                "{'values':{'env':{'MODE':'quiet','PORT':'8080'}}}|{'values':{'env':{'MODE':'[redacted:env]','PORT':'8080'}}}",
                "{'environment':{'name':'production','action':'start'}}|{'environment':{'name':'production','action':'start'}}",
                "{'extraEnvVars':[{'name':'MODE','value':'quiet'}]}|{'extraEnvVars':[{'name':'MODE','value':'[redacted:env]'}]}",
                "{'field':'password','old':'pw1','new':'pw2'}|{'field':'password','old':'[redacted:password]','new':'[redacted:password]'}",
                "{'field':'title','old':'a','new':'b'}|{'field':'title','old':'a','new':'b'}",
                "[{'op':'replace','path':'/spec/clientSecret','value':'pw1'}]|[{'op':'replace','path':'/spec/clientSecret','value':'[redacted:password]'}]",
                "[{'op':'add','path':'/metadata/annotations/a.test~1token','value':'pw1'}]|[{'op':'add','path':'/metadata/annotations/a.test~1token','value':'[redacted:password]'}]",
                "[{'op':'replace','path':'','value':{'kind':'Secret','data':{'a':'x'}}}]|[{'op':'replace','path':'','value':{'kind':'Secret','data':{'a':'[redacted:secret-data]'}}}]",
                "{'args':['',' ','mysql','','-p','']}|{'args':['',' ','mysql','','-p','']}",
                "[{'op':'replace','path':'/spec/secretName','value':'db'}]|[{'op':'replace','path':'/spec/secretName','value':'db'}]",
            })
    void whatIsNamedAroundAValueTellsOfIt(String before, String after) throws IOException {
        String clean = redacted(before.replace('\'', '"')).toString().replace("[redacted:env]", "[redacted]");
        assertThat(clean.replace("[redacted:password]", "[redacted]"))
                .isEqualTo(after.replace('\'', '"')
                        .replace("[redacted:env]", "[redacted]")
                        .replace("[redacted:password]", "[redacted]"));
    }

    @Test
    void itemsOfListsAreOfTheListsKind() throws IOException {
        JsonNode list = redacted("{\"kind\":\"SecretList\",\"items\":[{\"data\":{\"a\":\"x\"}},{\"data\":null}]}");

        assertThat(list.at("/items/0/data/a").asText()).isEqualTo("[redacted:secret-data]");
        assertThat(list.at("/items/1/data").isNull()).isTrue();
    }

    @Test
    void patchesOnSecretsAreRedacted() throws IOException {
        JsonNode merge = redacted("{\"data\":{\"a\":\"x\"},\"metadata\":{\"labels\":{\"l\":\"v\"}}}", "secrets");
        JsonNode json = redacted(
                "[{\"op\":\"replace\",\"path\":\"/data/a\",\"value\":\"x\"},"
                        + "{\"op\":\"add\",\"path\":\"/metadata/labels/l\",\"value\":\"v\"}]",
                "configmaps");

        assertThat(merge.toString())
                .isEqualTo("{\"data\":{\"a\":\"[redacted:secret-data]\"},\"metadata\":{\"labels\":{\"l\":\"v\"}}}");
        assertThat(json.at("/0/value").asText()).isEqualTo("[redacted:config-data]");
        assertThat(json.at("/1/value").asText()).isEqualTo("v");
    }

    @Test
    void lastAppliedConfigurationsAreRedacted() throws IOException {
        String annotation = "kubectl.kubernetes.io~1last-applied-configuration";
        JsonNode secret = redacted(
                "{\"kind\":\"Secret\",\"metadata\":{\"annotations\":{"
                        + "\"kubectl.kubernetes.io/last-applied-configuration\":\"{\\\"stringData\\\":{\\\"a\\\":\\\"x\\\"}}\"}}}");
        JsonNode pod = redacted(
                "{\"kind\":\"Pod\",\"metadata\":{\"annotations\":{"
                        + "\"kubectl.kubernetes.io/last-applied-configuration\":"
                        + "\"{\\\"kind\\\":\\\"Pod\\\",\\\"env\\\":[{\\\"name\\\":\\\"DB_PASSWORD\\\",\\\"value\\\":\\\"x\\\"}]}\"}}}");

        assertThat(secret.at("/metadata/annotations/" + annotation).asText()).isEqualTo("[redacted:last-applied]");
        assertThat(pod.at("/metadata/annotations/" + annotation).asText())
                .isEqualTo("{\"kind\":\"Pod\",\"env\":[{\"name\":\"DB_PASSWORD\",\"value\":\"[redacted:env]\"}]}");
    }

    @Test
    void lastAppliedConfigurationsInPatchesOfAnyResourceAreRedacted() throws IOException {
        String list =
                "{\\\"kind\\\":\\\"List\\\",\\\"items\\\":[{\\\"kind\\\":\\\"Secret\\\",\\\"data\\\":{\\\"a\\\":\\\"x\\\"}}]}";
        JsonNode patch = redacted("[{\"op\":\"add\",\"path\":"
                + "\"/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration\",\"value\":\"" + list
                + "\"},{\"op\":\"add\",\"path\":\"/metadata/labels/l\",\"value\":\"v\"}]");

        assertThat(patch.at("/0/value").asText())
                .isEqualTo(
                        "{\"kind\":\"List\",\"items\":[{\"kind\":\"Secret\",\"data\":{\"a\":\"[redacted:secret-data]\"}}]}");
        assertThat(patch.at("/1/value").asText()).isEqualTo("v");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":{\"token\":\"abc\"}}|{\"status\":{\"token\":\"[redacted:token]\"}}",
                "{\"clientSecret\":\"abc\"}|{\"clientSecret\":\"[redacted:password]\"}",
                "{\"adminPassword\":\"abc\"}|{\"adminPassword\":\"[redacted:password]\"}",
                "{\"aws_secret_access_key\":\"abc\"}|{\"aws_secret_access_key\":\"[redacted:password]\"}",
                "{\"client-key-data\":\"abc\"}|{\"client-key-data\":\"[redacted:password]\"}",
                "[\"curl\",\"-u\",\"admin:abc\",\"h\"]|[\"curl\",\"-u\",\"admin:[redacted:password]\",\"h\"]",
                "[\"run\",\"-u\",\"1000:1000\"]|[\"run\",\"-u\",\"1000:1000\"]",
                "{\"name\":\"API_KEY\",\"value\":\"abc\"}|{\"name\":\"API_KEY\",\"value\":\"[redacted:env]\"}",
                "{\"name\":\"LANG\",\"value\":\"C\"}|{\"name\":\"LANG\",\"value\":\"C\"}",
                "{\"secretName\":\"db\",\"token\":\"\"}|{\"secretName\":\"db\",\"token\":\"\"}",
                "[\"mysql\",\"--password\",\"abc\",\"-h\"]|[\"mysql\",\"--password\",\"[redacted:password]\",\"-h\"]",
                "[\"x\",\"--token-file\",\"/run/t\"]|[\"x\",\"--token-file\",\"/run/t\"]",
            })
    void namedValues(String json, String expected) throws IOException {
        assertThat(redacted(json).toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/exec?command=curl&command=-u&command=admin%3Aabc, /exec?command=curl&command=-u&command=admin:[redacted:password]",
        "/exec?command=mysql&command=-pabc&command=shop, /exec?command=mysql&command=-p[redacted:password]&command=shop",
        "/exec?command=ssh&command=-p2222&command=h, /exec?command=ssh&command=-p2222&command=h",
        "/exec?command=mysql&command=--password&command=abc, /exec?command=mysql&command=--password&command=[redacted:password]",
        "/exec?command=a+--password%3Dabc+-h, /exec?command=a%20--password=[redacted:password]%20-h",
        "/x?access_token=abc&y=1, /x?access_token=[redacted:password]&y=1",
        "/api/v1/secrets?limit=500, /api/v1/secrets?limit=500",
    })
    void urisAreRedactedAsTheyReadDecoded(String uri, String expected) {
        assertThat(redactor.uris().redact(uri, redactions)).isEqualTo(expected);
    }

    private JsonNode redacted(String json) throws IOException {
        return redactor.trees().redact(new ObjectMapper().readTree(json), null, redactions);
    }

    private JsonNode redacted(String json, String resource) throws IOException {
        return redactor.trees().redact(new ObjectMapper().readTree(json), TreeRedactor.scopeOf(resource), redactions);
    }
}
