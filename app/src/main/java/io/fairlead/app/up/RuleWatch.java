// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import io.fairlead.detect.RuleManifests;
import io.fairlead.schemas.record.RuleFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at the rule files now and then and has them published when they changed.
 *
 * <p>Promise: a change is published within one round of looking. Files that cannot be read, and a broker that does not
 * answer, leave what is in force as it is; it is said once and tried again.
 */
final class RuleWatch implements AutoCloseable {
    private static final long LONGEST_WAIT_SECONDS = 20;

    private final Supplier<List<RuleFile>> files;
    private final Consumer<List<RuleFile>> publisher;
    private final Consumer<String> words;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private String published;
    private String complaint = "";

    private RuleWatch(
            Supplier<List<RuleFile>> files,
            String published,
            Consumer<List<RuleFile>> publisher,
            Duration pause,
            Consumer<String> words) {
        this.files = files;
        this.published = published;
        this.publisher = publisher;
        this.pause = pause;
        this.words = words;
        this.thread = new Thread(this::watch, "rules-watch");
        this.thread.setDaemon(true);
    }

    /**
     * Watches from now on.
     *
     * @param files reads the files as they are
     * @param published version of the files that were published last: what changed since then is a change
     * @param publisher publishes them
     * @param pause between two looks
     * @param words for people
     */
    static RuleWatch start(
            Supplier<List<RuleFile>> files,
            String published,
            Consumer<List<RuleFile>> publisher,
            Duration pause,
            Consumer<String> words) {
        RuleWatch watch = new RuleWatch(files, published, publisher, pause, words);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            List<RuleFile> now = files.get();
            String version = RuleManifests.version(now);
            if (!version.equals(published)) {
                publisher.accept(now);
                published = version;
            }
            complaint = "";
        } catch (RuntimeException e) {
            String message = "the rules stay as they are: " + e.getMessage();
            if (!message.equals(complaint)) {
                complaint = message;
                words.accept(message);
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LONGEST_WAIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
