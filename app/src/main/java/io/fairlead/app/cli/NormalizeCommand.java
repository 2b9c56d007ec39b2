// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.schemas.record.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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

    @Option(
            names = "--whole",
            description =
                    "Print the whole event: id, activity, time, dataset, decisive and, under document, the document.")
    private boolean whole;

    @Option(names = "--report", paramLabel = "FILE", description = "Write counts and dead letters by reason as JSON.")
    private @Nullable Path report;

    private final Map<String, Integer> datasets = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private long records;
    private long documents;

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        input.read(
                record -> records++,
                fault -> {
                    faults.merge(fault.code().code(), 1, Integer::sum);
                    talk.say(fault.text());
                },
                (record, event) -> {
                    documents++;
                    datasets.merge(event.getDataset(), 1, Integer::sum);
                    talk.line(whole ? whole(event) : document(event));
                });
        talk.say(records + " records, " + documents + " documents, "
                + faults.values().stream().mapToInt(Integer::intValue).sum() + " dead letters");
        if (report != null) {
            write(report);
        }
        return documents == 0 && !faults.isEmpty() ? ExitCode.FAILED : ExitCode.OK;
    }

    private void write(Path file) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("records", records);
        counts.put("documents", documents);
        counts.put("datasets", datasets);
        counts.put("deadLetters", faults);
        try {
            Files.writeString(file, JSON.writeValueAsString(counts) + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CommandFailure.failed("cannot write the report " + file + ": " + e.getMessage());
        }
    }

    private static String document(Event event) {
        ByteBuffer bytes = event.getDocument().duplicate();
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static String whole(Event event) {
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
