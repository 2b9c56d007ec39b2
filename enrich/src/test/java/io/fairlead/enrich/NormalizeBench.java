// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.config.Secret;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events a second (of processor time) of one thread over a recording of audit events (parse, redact, normalise, fingerprint), and as reference
 * what Jackson alone needs to parse the same bytes in the same run.
 */
final class NormalizeBench {
    private static final Logger LOG = LoggerFactory.getLogger(NormalizeBench.class);
    private static final Origin ORIGIN = new Origin("bench", "", "", "audit", null, "cluster-a", "");

    private final List<RawLog> records = new ArrayList<>();
    private final Normalizer normalizer = Normalizer.create(ConfigLoader.defaults(EnrichConfig.class)
            .withMacKey(Optional.of(new Secret("0123456789abcdef0123456789abcdef"))));
    private final ObjectMapper jackson = new ObjectMapper();

    NormalizeBench(Path recording) throws IOException {
        for (String line : Files.readAllLines(recording)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            Instant receivedAt = Instant.parse("2026-11-22T15:00:00Z");
            records.add(new RawLog("r" + records.size(), ORIGIN, "kubernetes.audit", receivedAt, bytes, Map.of()));
        }
    }

    /**
     * One measured pass.
     *
     * @param normalized events a second, normalised
     * @param parsed events a second, only parsed by Jackson
     * @param written bytes of all documents
     */
    record Rates(double normalized, double parsed, long written) {}

    Rates pass() throws IOException {
        long written = 0;
        long start = cpuNanos();
        for (RawLog record : records) {
            written +=
                    normalizer.normalize(record).events().get(0).getDocument().remaining();
        }
        long middle = cpuNanos();
        int fields = 0;
        for (RawLog record : records) {
            fields += jackson.readTree(record.getPayload().array()).size();
        }
        long end = cpuNanos();
        if (fields == 0) {
            throw new IllegalStateException("nothing parsed");
        }
        return new Rates(records.size() * 1e9 / (middle - start), records.size() * 1e9 / (end - middle), written);
    }

    /** Processor time of this thread: other work on the machine does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Runs ten passes over the recording given. */
    public static void main(String[] arguments) throws IOException {
        NormalizeBench bench = new NormalizeBench(Path.of(arguments[0]));
        for (int i = 0; i < 10; i++) {
            Rates rates = bench.pass();
            LOG.info(
                    "normalise {} events/s, Jackson's bare parse {} events/s, {} bytes of documents",
                    Math.round(rates.normalized()),
                    Math.round(rates.parsed()),
                    rates.written());
        }
    }
}
