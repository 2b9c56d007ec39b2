// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.codec;

import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Heartbeat;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Turns records into bytes and back by Avro's single-object encoding: two marker bytes, the writer schema's fingerprint,
 * the record.
 *
 * <p>Bytes written with the schema of any release kept under {@code avro/released} on the class path are read as the
 * record of today. Bytes of an unknown schema are refused with {@link MalformedRecordException}. Thread-safe.
 */
public final class RecordCodec {
    private static final int FINGERPRINT_OFFSET = 2;
    private static final int HEADER = 10;
    private static final List<Class<? extends SpecificRecordBase>> RECORDS = List.of(
            RawLog.class,
            Heartbeat.class,
            Event.class,
            Alert.class,
            DeadLetter.class,
            RuleFile.class,
            RuleManifest.class);
    private static final RecordCodec INSTANCE;

    static {
        // a damaged length must not make Avro allocate gigabytes before it notices that the bytes are not there
        limit("org.apache.avro.limits.string.maxLength", 64 << 20);
        limit("org.apache.avro.limits.bytes.maxLength", 64 << 20);
        limit("org.apache.avro.limits.collectionItems.maxLength", 1 << 20);
        trustOurRecords();
        INSTANCE = new RecordCodec();
    }

    private final Map<String, BinaryMessageEncoder<SpecificRecordBase>> encoders = new HashMap<>();
    private final Map<Long, BinaryMessageDecoder<SpecificRecordBase>> decoders = new HashMap<>();

    private RecordCodec() {
        SchemaStore.Cache store = new SchemaStore.Cache();
        Map<String, Schema> current = new HashMap<>();
        for (Class<? extends SpecificRecordBase> type : RECORDS) {
            Schema schema = SpecificData.get().getSchema(type);
            current.put(schema.getFullName(), schema);
            store.addSchema(schema);
            encoders.put(schema.getFullName(), new BinaryMessageEncoder<>(data(type), schema));
        }
        List<Schema> released = ReleasedSchemas.all();
        released.forEach(store::addSchema);
        for (Schema writer : released) {
            register(writer, current, store);
        }
        current.values().forEach(schema -> register(schema, current, store));
    }

    /** The codec; building it reads the schemas once. */
    public static RecordCodec get() {
        return INSTANCE;
    }

    /** The record as bytes. */
    public byte[] encode(SpecificRecordBase record) {
        BinaryMessageEncoder<SpecificRecordBase> encoder =
                encoders.get(record.getSchema().getFullName());
        if (encoder == null) {
            throw new IllegalArgumentException(
                    "not a record of a topic: " + record.getSchema().getFullName());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try {
            encoder.encode(record, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /**
     * The record in these bytes.
     *
     * @throws MalformedRecordException when they are not a record of any schema known here
     */
    public SpecificRecordBase decode(byte[] bytes) throws MalformedRecordException {
        if (bytes.length < HEADER || bytes[0] != (byte) 0xC3 || bytes[1] != (byte) 0x01) {
            throw new MalformedRecordException("not in Avro single-object encoding (" + bytes.length + " bytes)");
        }
        long fingerprint = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            fingerprint |= (bytes[FINGERPRINT_OFFSET + i] & 0xFFL) << (8 * i);
        }
        BinaryMessageDecoder<SpecificRecordBase> decoder = decoders.get(fingerprint);
        if (decoder == null) {
            throw new MalformedRecordException(String.format("schema %016x is not known to this release", fingerprint));
        }
        try {
            return decoder.decode(bytes);
        } catch (IOException | RuntimeException broken) { // damaged lengths and union indices throw many kinds
            throw new MalformedRecordException("the bytes do not fit their schema: " + broken.getMessage(), broken);
        }
    }

    /**
     * The record in these bytes, which must be of the given type.
     *
     * @throws MalformedRecordException when they are not
     */
    public <T extends SpecificRecordBase> T decode(byte[] bytes, Class<T> type) throws MalformedRecordException {
        SpecificRecordBase record = decode(bytes);
        if (!type.isInstance(record)) {
            throw new MalformedRecordException("expected " + type.getSimpleName() + ", found "
                    + record.getSchema().getName());
        }
        return type.cast(record);
    }

    private static void limit(String property, long most) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, String.valueOf(most));
        }
    }

    /** Avro makes no object of a class that nobody vouched for; on a Flink cluster nobody gives the JVM our flag. */
    private static void trustOurRecords() {
        String records = Event.class.getPackageName();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(records)));
    }

    private void register(Schema writer, Map<String, Schema> current, SchemaStore.Cache store) {
        Schema reader = current.get(writer.getFullName());
        if (reader == null) {
            return;
        }
        long fingerprint = SchemaNormalization.parsingFingerprint64(writer);
        BinaryMessageDecoder<SpecificRecordBase> decoder =
                new BinaryMessageDecoder<>(data(type(reader)), reader, store);
        decoders.put(fingerprint, decoder);
    }

    private static SpecificData data(Class<? extends SpecificRecordBase> type) {
        return SpecificData.getForClass(type);
    }

    private static Class<? extends SpecificRecordBase> type(Schema schema) {
        return RECORDS.stream()
                .filter(record -> record.getName().equals(schema.getFullName()))
                .findFirst()
                .orElseThrow();
    }
}
