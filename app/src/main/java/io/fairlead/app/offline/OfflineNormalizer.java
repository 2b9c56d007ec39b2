// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.offline;

import io.fairlead.enrich.EnrichConfig;
import io.fairlead.enrich.Joining;
import io.fairlead.enrich.LostRecords;
import io.fairlead.enrich.Normalizer;
import io.fairlead.enrich.format.Coalescer.Joined;
import io.fairlead.enrich.format.Detection;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Normalises records of files with the normaliser of the live stage.
 *
 * <p>The same file, options and receipt time give the same bytes. Formats with an identity of their own (audit events)
 * get the identity that they have live under the same cluster.
 */
public final class OfflineNormalizer {
    private static final String AUTO = "auto";
    private static final String COLLECTOR = "offline";

    private final Normalizer normalizer;
    private final OfflineOrigin origin;
    private final Consumer<FileFault> faults;
    private final Joining joining;
    private final BiConsumer<FileRecord, Detection> detections;
    private @Nullable FileRecord last;

    public OfflineNormalizer(EnrichConfig config, OfflineOrigin origin, Consumer<FileFault> faults) {
        this(config, origin, faults, (record, detection) -> {});
    }

    /**
     * @param faults where goes what cannot be understood
     * @param detections is told of every record of the format {@code auto} what it is found to be
     */
    public OfflineNormalizer(
            EnrichConfig config,
            OfflineOrigin origin,
            Consumer<FileFault> faults,
            BiConsumer<FileRecord, Detection> detections) {
        this.detections = detections;
        this.normalizer = Normalizer.create(config);
        this.origin = origin;
        this.faults = faults;
        this.joining = new Joining(normalizer);
        if (!origin.format().equals(AUTO) && !normalizer.formats().contains(origin.format())) {
            throw new IllegalArgumentException("there is no format '" + origin.format() + "'; known: auto, "
                    + String.join(", ", normalizer.formats()));
        }
    }

    /**
     * What is said of every record of the files.
     *
     * @param format claimed format, {@code auto} to decide by content
     * @param cluster cluster the files come from, may be empty
     * @param receivedAt when they count as received
     */
    public record OfflineOrigin(String format, String cluster, Instant receivedAt) {}

    /**
     * Hands over the events of a record, in its order; what cannot be understood goes to the faults. Events of records that
     * are joined come with the record that completes them, or at the end.
     */
    public void normalize(FileRecord record, BiConsumer<FileRecord, Event> events) {
        last = record;
        RawLog raw = found(record, raw(record));
        joining.add(raw).ifPresentOrElse(joined -> joined(record, joined, events), () -> single(record, raw, events));
    }

    /** Hands over what still waited for more records: the file is at its end. */
    public void finish(BiConsumer<FileRecord, Event> events) {
        FileRecord record = last;
        if (record != null) {
            joined(record, joining.flush(), events);
        }
        last = null;
    }

    /**
     * What the parser sees in a record before records are joined, as JSON; empty when its format joins nothing: then a
     * record is what {@link #normalize} makes of it.
     */
    public Optional<String> record(FileRecord record) {
        return normalizer.record(raw(record));
    }

    private void joined(FileRecord record, List<Joined> joined, BiConsumer<FileRecord, Event> events) {
        for (Joined result : joined) {
            switch (result) {
                case Joined.Whole whole -> single(record, whole.raw(), events);
                case Joined.Lost lost -> events.accept(record, LostRecords.event(lost));
            }
        }
    }

    private void single(FileRecord record, RawLog raw, BiConsumer<FileRecord, Event> events) {
        normalizer.normalize(
                raw,
                event -> events.accept(record, event),
                reason -> faults.accept(new FileFault(record.file(), record.line(), reason.code(), reason.message())));
    }

    /** The record with the format that its content shows in place of {@code auto}, where it shows one. */
    private RawLog found(FileRecord record, RawLog raw) {
        if (!raw.getFormat().equals(AUTO)) {
            return raw;
        }
        Detection detection = normalizer.detect(raw);
        detections.accept(record, detection);
        detection.format().ifPresent(format -> raw.setFormat(format.name()));
        return raw;
    }

    private RawLog raw(FileRecord record) {
        String id = Identity.hash(record.file() + "\0" + record.index(), record.bytes());
        Origin from = new Origin(COLLECTOR, "", "", record.file(), record.index(), origin.cluster(), "");
        return new RawLog(
                id,
                from,
                origin.format(),
                origin.receivedAt(),
                ByteBuffer.wrap(record.bytes()),
                Map.of("path", record.file()));
    }
}
