// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.cluster;

import io.fairlead.detect.job.DetectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for Flink's answers, never for ever. */
final class Answers {
    private Answers() {}

    /**
     * The answer.
     *
     * @throws DetectException when there is none in time, or a refusal
     */
    static <T> T within(Duration patience, CompletableFuture<T> answer) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DetectException("interrupted while waiting for Flink", e);
        } catch (ExecutionException e) {
            throw new DetectException("Flink refused: " + rootOf(e), e);
        } catch (TimeoutException e) {
            throw new DetectException("Flink gave no answer within " + patience.toSeconds() + " s", e);
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
