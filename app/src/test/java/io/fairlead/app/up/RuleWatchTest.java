// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.app.rules.RuleSources;
import io.fairlead.detect.RuleManifests;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleWatchTest {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<Integer> published = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    @Test
    void publishesWhatChangesAndKeepsWhatStandsWhenItCannotRead(@TempDir Path folder) throws IOException {
        Path rule = Files.writeString(folder.resolve("one.yml"), "title: one");
        String before = RuleManifests.version(RuleSources.of(List.of(folder)));
        try (RuleWatch watch =
                RuleWatch.start(() -> RuleSources.of(List.of(folder)), before, this::publish, PAUSE, said::add)) {
            assertThat(watch).isNotNull();
            Files.writeString(folder.resolve("two.yml"), "title: two");
            await().until(() -> published.equals(List.of(2)));

            Files.delete(rule);
            Files.delete(folder.resolve("two.yml"));
            await().until(() -> said.stream().anyMatch(words -> words.contains("holds no *.yml")));

            refusals.set(3);
            Files.writeString(rule, "title: again");
            await().until(() -> published.equals(List.of(2, 1)));
        }
        assertThat(said).as("said once each").hasSize(2).last().asString().contains("the broker is away");
    }

    private void publish(List<RuleFile> files) {
        if (refusals.getAndDecrement() > 0) {
            throw new IllegalStateException("the broker is away");
        }
        published.add(files.size());
    }
}
