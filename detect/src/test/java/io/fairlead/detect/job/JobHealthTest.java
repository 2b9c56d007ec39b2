// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.job.cluster.RunningJob.Standing;
import io.fairlead.schemas.stage.Health;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;

final class JobHealthTest {
    private final JobHealth judgement = new JobHealth(Duration.ofSeconds(1), 0);

    @Test
    void aJobThatCompletesCheckpointsIsReady() {
        assertThat(of(JobStatus.RUNNING, 1, 1, 20).ready()).isTrue();
        assertThat(of(JobStatus.RUNNING, 1, 2, 49).ready()).isTrue();
    }

    @Test
    void aRunningJobWithoutNewCheckpointsIsNot() {
        assertThat(of(JobStatus.RUNNING, 1, 5, 10).ready()).isTrue();
        assertThat(of(JobStatus.RUNNING, 1, 5, 40).ready()).isTrue();

        Health silent = of(JobStatus.RUNNING, 1, 5, 41);

        assertThat(silent.ready()).isFalse();
        assertThat(silent.live()).isTrue();
        assertThat(silent.reasons())
                .singleElement()
                .asString()
                .contains("no checkpoint")
                .contains("31 s");
        assertThat(of(JobStatus.RUNNING, 1, 6, 42).ready()).isTrue();
    }

    @Test
    void aJobThatRestartsAgainAndAgainIsNotThoughItRuns() {
        assertThat(of(JobStatus.RUNNING, 2, 1, 1).ready()).isTrue();
        assertThat(of(JobStatus.RUNNING, 3, 2, 2).ready()).isTrue();

        Health looping = of(JobStatus.RUNNING, 4, 3, 3);

        assertThat(looping.ready()).isFalse();
        assertThat(looping.reasons())
                .singleElement()
                .asString()
                .contains("3 times")
                .contains("broken pipe");
        assertThat(of(JobStatus.RUNNING, 4, 4, 125).ready()).isTrue();
    }

    @Test
    void aJobBetweenTwoAttemptsIsNotReadyAndAnEndedOneIsDead() {
        assertThat(of(JobStatus.RESTARTING, 1, 1, 1).ready()).isFalse();
        assertThat(of(JobStatus.RESTARTING, 1, 1, 1).live()).isTrue();
        assertThat(of(JobStatus.FAILED, 1, 1, 2).live()).isFalse();
    }

    private Health of(JobStatus status, long attempts, long completed, long atSecond) {
        Standing standing =
                new Standing(status, status == JobStatus.RUNNING, Optional.of("broken pipe"), attempts, completed, 5);
        return judgement.of(standing, Duration.ofSeconds(atSecond).toNanos());
    }
}
