// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundedTest {
    @Test
    void workThatDoesNotEndIsLeftToItself() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        assertThat(Bounded.run("slow", Duration.ofMillis(50), () -> {
                    try {
                        go.await();
                        done.countDown();
                    } catch (InterruptedException never) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isFalse();
        go.countDown();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void workThatEndsOrFailsIsNotWaitedForLonger() {
        assertThat(Bounded.run("quick", Duration.ofSeconds(20), () -> {})).isTrue();
        assertThat(Bounded.run("broken", Duration.ofSeconds(20), () -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isTrue();
    }
}
