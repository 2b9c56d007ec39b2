// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.app.offline.FileFault;
import io.fairlead.app.offline.FileRecord;
import io.fairlead.app.offline.OfflineNormalizer;
import io.fairlead.schemas.record.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead normalize}. */
@Command(
        name = "normalize",
        description =
                "Raw records in, ECS documents out, one a line in the order of the input; what cannot be understood"
                        + " is told on standard error. Exit code 1 only when nothing could be.",
        mixinStandardHelpOptions = true)
final class NormalizeCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final InputOptions input = new InputOptions();

    @Option(names = "--whole", description = "Take each file as one record, whatever it holds.")
    private boolean whole;

    @Option(names = "--records", description = "Print what the parser sees in each record before records are joined.")
    private boolean single;

    @Option(
            names = "--events",
            description =
                    "Print the whole event: id, activity, time, dataset, decisive and, under document, the document.")
    private boolean events;

    @Option(
            names = "--schema",
            defaultValue = "ecs",
            paramLabel = "SCHEMA",
            description = "Schema of the documents: ecs (the default, what Elasticsearch stores) or ocsf (OCSF 1.8).")
    private Schema schema = Schema.ECS;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a line of JSON for each input file: its records, documents and dead letters.")
    private @Nullable Path report;

    private final Map<String, FileReport> reports = new LinkedHashMap<>();
    private long documents;
    private long faults;

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        input.names().forEach(this::of);
        Consumer<FileFault> tell = fault -> {
            faults++;
            of(fault.file()).fault(fault);
            talk.say(fault.text());
        };
        OfflineNormalizer normalizer =
                input.normalizer(tell, (record, detection) -> of(record.file()).detected(detection));
        BiConsumer<FileRecord, Event> print =
                (record, event) -> print(record, events ? whole(event) : document(event), talk);
        Consumer<FileRecord> each = record -> {
            of(record.file()).record();
            Optional<String> seen = single ? normalizer.record(record) : Optional.empty();
            seen.ifPresentOrElse(json -> print(record, json, talk), () -> normalizer.normalize(record, print));
        };
        input.files(whole, each, tell, () -> normalizer.finish(print));
        long records = reports.values().stream().mapToLong(FileReport::records).sum();
        talk.say(records + " records, " + documents + " documents, " + faults + " dead letters");
        if (report != null) {
            write(report);
        }
        return documents == 0 && faults > 0 ? ExitCode.FAILED : ExitCode.OK;
    }

    private void print(FileRecord record, String json, Talk talk) {
        documents++;
        of(record.file()).document();
        talk.line(json);
    }

    private FileReport of(String file) {
        return reports.computeIfAbsent(file, FileReport::new);
    }

    private void write(Path file) {
        StringBuilder lines = new StringBuilder();
        reports.values().forEach(one -> lines.append(one.json()).append('\n'));
        try {
            Files.writeString(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CommandFailure.failed("cannot write the report " + file + ": " + e.getMessage());
        }
    }

    private String document(Event event) {
        String document =
                StandardCharsets.UTF_8.decode(event.getDocument().duplicate()).toString();
        return schema.written(document);
    }

    private String whole(Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", event.getId());
        fields.put("activity", event.getActivity());
        fields.put("time", event.getTime().toString());
        fields.put("receivedAt", event.getReceivedAt().toString());
        fields.put("dataset", event.getDataset());
        fields.put("decisive", event.getDecisive());
        try {
            String head = JSON.writeValueAsString(fields);
            return head.substring(0, head.length() - 1) + ",\"document\":" + document(event) + "}";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
