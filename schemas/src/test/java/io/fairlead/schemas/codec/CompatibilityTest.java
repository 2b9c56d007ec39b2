// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Heartbeat;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleManifest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What any release wrote can be read today. */
class CompatibilityTest {
    private static final Map<String, Schema> TODAY = Stream.of(
                    RawLog.getClassSchema(),
                    Heartbeat.getClassSchema(),
                    Event.getClassSchema(),
                    Alert.getClassSchema(),
                    DeadLetter.getClassSchema(),
                    RuleFile.getClassSchema(),
                    RuleManifest.getClassSchema())
            .collect(Collectors.toMap(Schema::getFullName, Function.identity()));

    static List<Schema> released() {
        return ReleasedSchemas.all();
    }

    @ParameterizedTest
    @MethodSource("released")
    void released_schemas_are_read_by_todays(Schema written) {
        Schema today = TODAY.get(written.getFullName());
        assertThat(today)
                .as("a released record is never removed: %s", written.getFullName())
                .isNotNull();
        var result = SchemaCompatibility.checkReaderWriterCompatibility(today, written);
        assertThat(result.getType()).as(result.getDescription()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void every_record_has_been_released() {
        assertThat(released()).extracting(Schema::getFullName).containsAll(TODAY.keySet());
    }

    @Test
    void the_check_notices_a_field_without_default() {
        Schema.Parser parser = new Schema.Parser();
        Schema today = parser.parse(Heartbeat.getClassSchema().toString());
        Schema older = SchemaBuilder.record("Heartbeat")
                .namespace(today.getNamespace())
                .fields()
                .requiredString("collector")
                .endRecord();
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(today, older)
                        .getType())
                .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    @Test
    void every_field_is_documented() {
        for (Schema schema : TODAY.values()) {
            assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
            for (Schema.Field field : schema.getFields()) {
                assertThat(field.doc())
                        .as(schema.getName() + "." + field.name())
                        .isNotBlank();
            }
        }
    }
}
