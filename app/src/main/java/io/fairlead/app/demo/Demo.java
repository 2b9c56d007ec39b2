// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.app.up.Addresses;
import io.fairlead.app.up.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The pipeline of {@code up} with a recorded attack played into it.
 *
 * <p>Audit events go through the real webhook, logs of containers through the real collector, alerts come back over
 * Elasticsearch and over a signed webhook. The books are kept by {@link Ledger} and judged by {@link Verdict}: a run that
 * lost, doubled or invented anything fails.
 */
public final class Demo implements AutoCloseable {
    private static final String AUDIT_DOCUMENTS = "logs-kubernetes.audit_logs-*";
    private static final String POD_DOCUMENTS = "logs-kubernetes.container_logs-*";
    /** Allowed lateness of correlations, their one second, and two more. */
    private static final Duration AFTERMATH = Duration.ofSeconds(13);

    /** Time for what should not come after the last that should. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** Time for an expected alert when everything else is there. */
    private static final Duration MISSING = Duration.ofSeconds(20);

    /** How long nothing at all may arrive before what is missing counts as missing. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final DemoOptions options;
    private final Consumer<String> words;
    private final DemoFolder folder;
    private final WebhookReceiver receiver;
    private final Path pods;
    private final Pipeline pipeline;
    private final Search search;
    private final Ledger ledger = new Ledger();
    private Optional<AlertWatcher> watcher = Optional.empty();

    private Demo(DemoOptions options, Consumer<String> words) {
        this.options = options;
        this.words = words;
        this.folder = DemoFolder.of(options.data());
        String secret = Signatures.newSecret();
        this.receiver = WebhookReceiver.start(secret);
        this.pods = folder.pods();
        try {
            Path configuration = folder.configuration(pods, receiver.uri(), secret);
            this.pipeline = Pipeline.start(
                    new Pipeline.Options(Optional.of(configuration), Map.of(), Optional.of(folder.data())), words);
        } catch (RuntimeException e) {
            receiver.close();
            folder.close();
            throw e;
        }
        this.search = new Search(pipeline.addresses().elasticsearch());
    }

    /**
     * How the demonstration runs.
     *
     * @param data folder that stays; empty: one of its own, deleted at the end
     * @param speed how many times faster than recorded
     * @param without number of an audit event to leave out
     * @param benignOnly leave out everything from the attacker's address, and expect no alert above low
     */
    public record DemoOptions(Optional<Path> data, double speed, Optional<Integer> without, boolean benignOnly) {}

    /** Starts the pipeline; nothing is played yet. */
    public static Demo start(DemoOptions options, Consumer<String> words) {
        return new Demo(options, words);
    }

    /** The running pipeline. */
    public Pipeline pipeline() {
        return pipeline;
    }

    /** Plays the recording, tells each alert as it lands, and judges what came out; the verdict's faults. */
    public List<String> play(Consumer<JsonNode> alerts, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        Recording recording = recording();
        Instant start = Instant.now().plusSeconds(1);
        TimeAxis axis = new TimeAxis(recording.start(), start, options.speed());
        AlertWatcher watching = AlertWatcher.start(search, start.minusSeconds(60), alert -> {
            words.accept(alert.line());
            alerts.accept(alert.document());
        });
        watcher = Optional.of(watching);
        words.accept("playing " + recording.events().size() + " audit events and the logs of "
                + recording.pods().size() + " containers, " + options.speed() + " times faster than recorded");
        Addresses addresses = pipeline.addresses();
        try (ExecutorService players = Executors.newFixedThreadPool(
                2, Thread.ofPlatform().name("player-", 0).daemon().factory())) {
            Future<Void> audit =
                    submit(players, () -> new AuditPlayer(addresses.ingest(), axis, ledger).play(recording.events()));
            Future<Void> lines = submit(players, () -> new PodPlayer(pods, axis, ledger).play(recording.pods()));
            while (!(audit.isDone() && lines.isDone())) {
                if (cancelled.getAsBoolean()) {
                    players.shutdownNow();
                    return List.of();
                }
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
                progress(recording, start, watching);
            }
            finish(audit);
            finish(lines);
        }
        settle(recording, watching, cancelled);
        return judge(recording, watching);
    }

    @Override
    public void close() {
        watcher.ifPresent(AlertWatcher::close);
        pipeline.close();
        receiver.close();
        folder.close();
    }

    private Recording recording() {
        Recording whole = Recording.load();
        Recording chosen = options.benignOnly() ? whole.benign() : whole;
        return options.without().map(chosen::without).orElse(chosen);
    }

    private long told = -1;

    private void progress(Recording recording, Instant start, AlertWatcher watching) {
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        if (seconds / 10 > told / 10 && seconds > 0) {
            told = seconds;
            words.accept(String.format(
                    Locale.ROOT,
                    "  ... %d s: %,d of %,d audit events acknowledged, %,d lines of containers written, %d alerts",
                    seconds,
                    ledger.events(),
                    recording.events().size(),
                    ledger.podRecords(),
                    watching.alerts().size()));
        }
    }

    /** Waits for everything that is on its way, and long enough for what should not come. */
    private void settle(Recording recording, AlertWatcher watching, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        Instant earliest = Instant.now().plus(AFTERMATH);
        Instant latest = earliest.plus(PATIENCE);
        Instant complete = Instant.MAX;
        int alerts = -1;
        long landed = 0;
        words.accept("everything is sent; waiting for what is on its way and for windows to close");
        while (!cancelled.getAsBoolean() && Instant.now().isBefore(latest)) {
            int found = watching.alerts().size();
            long landedNow = landed();
            if (landedNow > landed) {
                landed = landedNow;
                latest = later(latest, Instant.now().plus(PATIENCE));
            }
            boolean all = found == alerts
                    && receiver.arrivals().size() >= found
                    && landed >= ledger.podRecords() + ledger.events();
            if (!all) {
                complete = Instant.MAX;
                alerts = found;
            } else if (complete.equals(Instant.MAX)) {
                complete = Instant.now();
            }
            boolean enough =
                    options.benignOnly() || found >= recording.expected().size();
            if (Instant.now().isAfter(earliest)
                    && complete.isBefore(Instant.now().minus(enough ? QUIET : MISSING))) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    /** Documents of what was sent; more than were sent is the verdict's business. */
    private long landed() throws IOException, InterruptedException {
        search.refresh("logs-*");
        return Math.min(ledger.podRecords(), search.count(POD_DOCUMENTS, podDocuments()))
                + Math.min(ledger.events(), search.count(AUDIT_DOCUMENTS, Map.of("match_all", Map.of())));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Map<String, Object> podDocuments() {
        return Map.of("prefix", Map.of("log.file.path", pods + "/"));
    }

    private List<String> judge(Recording recording, AlertWatcher watching) throws IOException, InterruptedException {
        search.refresh("logs-*");
        TimeUnit.MILLISECONDS.sleep(2 * LOOK.toMillis()); // the watcher looks once more
        List<SeenAlert> seen = watching.alerts();
        List<String> alertIds = search.ids(AlertWatcher.ALERTS, watching.query());
        List<String> documents = search.ids(AUDIT_DOCUMENTS, Map.of("match_all", Map.of()));
        long podDocuments = search.count(POD_DOCUMENTS, podDocuments());
        Verdict verdict = new Verdict();
        if (options.benignOnly()) {
            verdict.quiet(seen);
        } else {
            verdict.alerts(recording.expected(), seen);
        }
        verdict.count("alerts in Elasticsearch", seen.size(), alertIds.size())
                .webhook(alertIds, receiver.arrivals().keySet(), receiver.refused())
                .count("audit events acknowledged", recording.events().size(), ledger.events())
                .events(ledger.eventIds(), documents)
                .count("documents of containers", ledger.podRecords(), podDocuments);
        summary(seen, documents.size(), podDocuments);
        return verdict.faults();
    }

    private void summary(List<SeenAlert> seen, long documents, long podDocuments) {
        List<Duration> toWebhook = new ArrayList<>();
        List<Duration> toSearch = new ArrayList<>();
        Map<String, Integer> levels = new HashMap<>();
        for (SeenAlert alert : seen) {
            levels.merge(alert.level(), 1, Integer::sum);
            Instant sent = alert.eventIds().isEmpty()
                    ? null
                    : ledger.acknowledgedAt(alert.eventIds().get(0));
            if (sent != null && !alert.isCorrelation()) {
                toSearch.add(Duration.between(sent, alert.seenAt()));
                Instant arrived = receiver.arrivals().get(alert.id());
                if (arrived != null) {
                    toWebhook.add(Duration.between(sent, arrived));
                }
            }
        }
        words.accept(String.format(
                Locale.ROOT,
                "sent %,d audit events and %,d records of containers; in Elasticsearch %,d and %,d documents, %d alerts %s",
                ledger.events(),
                ledger.podRecords(),
                documents,
                podDocuments,
                seen.size(),
                new java.util.TreeMap<>(levels)));
        words.accept("acknowledged event to alert at the webhook: " + new Latencies(toWebhook));
        words.accept("acknowledged event to alert found by a search: " + new Latencies(toSearch));
    }

    private interface Playing {
        void play() throws IOException, InterruptedException;
    }

    private static Future<Void> submit(ExecutorService players, Playing playing) {
        Callable<Void> task = () -> {
            playing.play();
            return null;
        };
        return players.submit(task);
    }

    private static void finish(Future<Void> player) throws IOException, InterruptedException {
        try {
            player.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }
}
