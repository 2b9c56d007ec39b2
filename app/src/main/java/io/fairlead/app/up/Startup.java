// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Starts several things beside each other, and stops them in the order given here: the last first.
 *
 * <p>All or nothing: when one fails, those that started are stopped and its failure is thrown.
 */
final class Startup {
    private final StopOrder order;
    private final Map<String, Callable<? extends AutoCloseable>> starts = new LinkedHashMap<>();

    Startup(StopOrder order) {
        this.order = order;
    }

    Startup with(String name, Callable<? extends AutoCloseable> start) {
        starts.put(name, start);
        return this;
    }

    /** Starts everything; what started, in the order given. */
    List<AutoCloseable> run() {
        List<AutoCloseable> started = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).factory())) {
            Map<String, Future<? extends AutoCloseable>> pending = new LinkedHashMap<>();
            starts.forEach((name, start) -> pending.put(name, threads.submit(start)));
            pending.forEach((name, future) -> {
                try {
                    started.add(order.started(name, future.get()));
                } catch (ExecutionException e) {
                    failures.add(failure(name, e.getCause() == null ? e : e.getCause()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    failures.add(new IllegalStateException("interrupted while " + name + " started", e));
                }
            });
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        return started;
    }

    private static RuntimeException failure(String name, Throwable cause) {
        return new IllegalStateException(name + " does not start: " + cause.getMessage(), cause);
    }
}
