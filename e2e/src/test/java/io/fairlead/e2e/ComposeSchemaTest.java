// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * docker-compose.yml against the schema of the Compose specification itself, as Debian's package docker-compose carries it. That
 * edition is older than the name of a file; {@link ComposeTest} holds it, and the rest more closely, against a newer one.
 */
final class ComposeSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The schema's file, where it is not where Debian's package puts it. */
    private static final String VARIABLE = "COMPOSE_SCHEMA";

    private static final String DEBIAN = "/usr/lib/python3/dist-packages/compose/config/compose_spec.json";

    @Test
    void theFileIsValid() throws IOException {
        assertThat(schema().validate(file())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/services/ingest, healthchek, true",
        "/services/kafka/healthcheck, retries, [3]",
        "/services/sink, secrets, {}",
        "/services/elasticsearch-users/depends_on/elasticsearch, condition, 1"
    })
    void whatItDoesNotAllowIsSeen(String at, String key, String value) throws IOException {
        ObjectNode file = file();
        ((ObjectNode) file.at(at)).set(key, JSON.readTree(value));
        Set<ValidationMessage> faults = schema().validate(file);
        assertThat(faults).isNotEmpty();
    }

    private static ObjectNode file() throws IOException {
        ObjectNode tree =
                JSON.valueToTree(ComposeFile.read(PipelineProcess.root().resolve("docker-compose.yml"))
                        .tree());
        tree.remove("name");
        return tree;
    }

    private static JsonSchema schema() throws IOException {
        Path file = Path.of(Objects.requireNonNullElse(System.getenv(VARIABLE), DEBIAN));
        Assumptions.assumeTrue(
                Files.exists(file),
                () -> "there is no " + file + " (Debian package docker-compose): docker-compose.yml is not held against"
                        + " the specification's schema");
        ObjectNode schema = (ObjectNode) JSON.readTree(file.toFile());
        schema.remove("$schema"); // names its language by an address that is not the language's own
        schema.findParents("id").stream()
                .filter(part -> part.path("id").isTextual())
                .forEach(part -> ((ObjectNode) part).remove("id")); // and its parts as an older language did
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909).getSchema(schema);
    }
}
