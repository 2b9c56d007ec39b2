// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.alert.AlertFactory;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.enrich.EnrichConfig;
import io.fairlead.enrich.Normalizer;
import io.fairlead.rules.RulePack;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.Golden;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a raw record becomes: the document of the event, and the documents of the alerts of the bundled rules. */
final class GoldenTest {
    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final Instant RECEIVED = Instant.parse("2026-11-22T15:00:00Z");

    private final Normalizer normalizer = Normalizer.create(ConfigLoader.defaults(EnrichConfig.class));
    private final RuleMatcher matcher =
            RuleMatcher.compile(RuleSetCompiler.standard().compile(RulePack.files()));

    @TestFactory
    Stream<DynamicTest> documents() {
        return Golden.jsonFolders(
                CASES, "document.json", folder -> text(event(folder).getDocument()));
    }

    @TestFactory
    Stream<DynamicTest> alerts() {
        return named("alerts of ", Golden.jsonFolders(CASES, "alert.json", folder -> {
            Event event = event(folder);
            // The version of the set changes with every rule of it and says nothing here.
            return matcher.match(event).stream()
                    .filter(match -> !match.rule().silent())
                    .map(match ->
                            text(AlertFactory.single(match, event, "golden").getDocument()))
                    .collect(Collectors.joining(",", "[", "]"));
        }));
    }

    private static Stream<DynamicTest> named(String what, Stream<DynamicTest> tests) {
        return tests.map(test -> DynamicTest.dynamicTest(what + test.getDisplayName(), test.getExecutable()));
    }

    private Event event(Path folder) throws IOException {
        byte[] bytes = Files.readString(folder.resolve("raw.json")).strip().getBytes(StandardCharsets.UTF_8);
        Origin origin = new Origin("golden", "", "127.0.0.1", "golden", null, "golden", "");
        RawLog raw = new RawLog("golden", origin, "auto", RECEIVED, ByteBuffer.wrap(bytes), Map.of());
        List<Event> events = normalizer.normalize(raw).events();
        if (events.size() != 1) {
            throw new AssertionError(folder + " becomes " + events.size() + " events instead of one");
        }
        return events.getFirst();
    }

    private static String text(ByteBuffer document) {
        return StandardCharsets.UTF_8.decode(document.duplicate()).toString();
    }
}
