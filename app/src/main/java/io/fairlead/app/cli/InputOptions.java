// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.UserKey;
import io.fairlead.app.offline.FileFault;
import io.fairlead.app.offline.FileRecord;
import io.fairlead.app.offline.OfflineNormalizer;
import io.fairlead.app.offline.OfflineNormalizer.OfflineOrigin;
import io.fairlead.app.offline.RecordReader;
import io.fairlead.enrich.EnrichConfig;
import io.fairlead.enrich.format.Detection;
import io.fairlead.ingest.split.Limits;
import io.fairlead.schemas.record.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files of records, the same for every offline command. */
final class InputOptions {
    /** The bounds of the receivers. */
    private static final Limits LIMITS = new Limits(8 * 1024 * 1024, 1_000);

    @Option(
            names = "--format",
            defaultValue = "auto",
            paramLabel = "FORMAT",
            description = "Format of the files, for example kubernetes.audit; auto (the default) decides by content.")
    private String format = "auto";

    @Option(
            names = "--cluster",
            defaultValue = "",
            paramLabel = "NAME",
            description = "Cluster the files come from; part of the identity of audit events.")
    private String cluster = "";

    @Option(
            names = "--received-at",
            paramLabel = "TIME",
            description = "When the records count as received (2026-11-22T12:00:00Z). Default: now; give it for output"
                    + " that is the same every time.")
    private @Nullable String receivedAt;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Files, plain or gzip; - or none reads standard input. JSON may be lines, objects, arrays or"
                    + " EventLists.")
    private List<String> files = List.of();

    /** Hands over every event in the order of the input. */
    void read(Consumer<FileRecord> records, Consumer<FileFault> faults, BiConsumer<FileRecord, Event> events) {
        OfflineNormalizer normalizer = normalizer(faults);
        Consumer<FileRecord> each = record -> {
            records.accept(record);
            normalizer.normalize(record, events);
        };
        files(false, each, faults, () -> normalizer.finish(events));
    }

    /**
     * Hands over the records of every file.
     *
     * @param whole whether a file is one record, whatever it holds
     * @param end what is to be done at the end of each file
     */
    void files(boolean whole, Consumer<FileRecord> records, Consumer<FileFault> faults, Runnable end) {
        names().forEach(InputOptions::check);
        RecordReader reader = new RecordReader(format, LIMITS, records, faults);
        for (String file : names()) {
            try {
                reader.read(file, System.in, whole);
                end.run();
            } catch (IOException e) {
                throw CommandFailure.failed("cannot read " + file + ": " + e.getMessage());
            }
        }
    }

    /** Hands over every record as it stands in the files. */
    void records(Consumer<FileRecord> records, Consumer<FileFault> faults) {
        files(false, records, faults, () -> {});
    }

    /** The files as they were named; standard input when none was. */
    List<String> names() {
        return files.isEmpty() ? List.of("-") : files;
    }

    /** A normaliser for these files. */
    OfflineNormalizer normalizer(Consumer<FileFault> faults) {
        return normalizer(faults, (record, detection) -> {});
    }

    /** A normaliser for these files that tells what the content of each record is found to be. */
    OfflineNormalizer normalizer(Consumer<FileFault> faults, BiConsumer<FileRecord, Detection> detections) {
        EnrichConfig config = UserKey.offline(System.getenv());
        try {
            return new OfflineNormalizer(config, new OfflineOrigin(format, cluster, receivedAt()), faults, detections);
        } catch (IllegalArgumentException unknownFormat) {
            throw CommandFailure.usage(String.valueOf(unknownFormat.getMessage()));
        }
    }

    /** When the records count as received. */
    Instant receivedAt() {
        try {
            return Optional.ofNullable(receivedAt).map(Instant::parse).orElseGet(Instant::now);
        } catch (DateTimeParseException e) {
            throw CommandFailure.usage(
                    "--received-at takes a time such as 2026-11-22T12:00:00Z, not '" + receivedAt + "'");
        }
    }

    /** Files that cannot be read at all are wrong usage, told before the first is read. */
    private static void check(String file) {
        if (file.equals("-")) {
            return;
        }
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            throw CommandFailure.usage("cannot read " + file + ": there is no such file");
        }
        if (Files.isDirectory(path) || !Files.isReadable(path)) {
            throw CommandFailure.usage("cannot read " + file + ": it is a folder, or may not be read");
        }
    }
}
