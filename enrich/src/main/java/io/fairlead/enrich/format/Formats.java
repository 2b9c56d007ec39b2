// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import io.fairlead.enrich.json.JsonReader;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every format on the class path. */
public final class Formats {
    /** The claim that leaves the choice to the content. */
    public static final String AUTO = "auto";

    /** Agents keep the fields of Docker's lines, and write more beside them. */
    private static final List<String> READ_BY_AGENTS = List.of("container");

    private final Map<String, Format> byName;
    private final List<JoiningFormat> joining;

    private Formats(Map<String, Format> byName) {
        this.byName = byName;
        this.joining = byName.values().stream()
                .filter(JoiningFormat.class::isInstance)
                .map(JoiningFormat.class::cast)
                .toList();
    }

    /** The formats that the service loader finds. */
    public static Formats load() {
        Map<String, Format> map = ServiceLoader.load(Format.class, Formats.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(
                        Format::name,
                        Function.identity(),
                        (first, second) -> {
                            throw new IllegalStateException("two formats are named " + first.name());
                        },
                        TreeMap::new));
        return new Formats(map);
    }

    /** Names of all formats, sorted, without auto. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Names of the formats whose record is a report of many findings, sorted. */
    public List<String> reports() {
        return byName.values().stream()
                .filter(ReportFormat.class::isInstance)
                .map(Format::name)
                .toList();
    }

    /** Whether this is the beginning of a report beyond doubt. */
    public boolean isReport(String head) {
        Origin nowhere = new Origin("", "", "", "", null, "", "");
        ByteBuffer bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.UTF_8));
        RawLog raw = new RawLog("", nowhere, AUTO, Instant.EPOCH, bytes, Map.of());
        Detection found = detect(new Source(raw, new JsonReader(1)));
        return found.confidence() == Format.Fit.EXACT
                && found.format().filter(ReportFormat.class::isInstance).isPresent();
    }

    /** The formats whose events are spread over several records. */
    public List<JoiningFormat> joining() {
        return joining;
    }

    /** The format of this name. */
    public Optional<Format> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The one format that the content fits: the only exact one, or else the only general one. */
    public Optional<Format> fitting(Source source) {
        return detect(source).format();
    }

    /**
     * Every format that fits the content with the greatest confidence that any has; of a record that an agent made of a line
     * that is one format's beyond doubt, that format.
     */
    public Detection detect(Source source) {
        Detection whole = outside(source);
        boolean open = whole.confidence() != Format.Fit.EXACT || whole.names().equals(READ_BY_AGENTS);
        return open
                ? AgentEnvelope.of(source)
                        .flatMap(agent -> inside(agent, source))
                        .orElse(whole)
                : whole;
    }

    /** What an agent's record holds for this format: empty when it is no such record, or when it is the format's own as it is. */
    public static Optional<AgentEnvelope> opened(Source source, Format format) {
        return format.isOfItsProgram()
                ? AgentEnvelope.of(source)
                        .filter(agent -> format.fit(source) != Format.Fit.EXACT
                                && format.fit(agent.line(source)) == Format.Fit.EXACT)
                : Optional.empty();
    }

    private Optional<Detection> inside(AgentEnvelope agent, Source source) {
        Detection line = outside(agent.line(source));
        boolean certain = line.confidence() == Format.Fit.EXACT
                && line.format().filter(Format::isOfItsProgram).isPresent();
        return certain ? Optional.of(line) : Optional.empty();
    }

    private Detection outside(Source source) {
        Map<Format.Fit, List<Format>> fits = byName.values().stream()
                .filter(format -> !source.large() || format instanceof ReportFormat)
                .collect(Collectors.groupingBy(format -> format.fit(source)));
        return Stream.of(Format.Fit.EXACT, Format.Fit.GENERAL)
                .filter(fits::containsKey)
                .findFirst()
                .map(fit -> new Detection(fit, fits.getOrDefault(fit, List.of())))
                .orElseGet(() -> new Detection(Format.Fit.NONE, List.of()));
    }
}
