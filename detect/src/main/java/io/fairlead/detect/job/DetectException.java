// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;

/** The detect stage or a replay cannot start or go on; the message says in one sentence why and what to do. */
public final class DetectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the sentence alone. */
    public DetectException(String message) {
        super(message);
    }

    /** With the sentence and what led to it. */
    public DetectException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Where nobody published rules. */
    static DetectException withoutRules(KafkaConfig kafka) {
        return new DetectException("No rule set has been published on topic " + kafka.topic(Topic.RULES)
                + "; publish one with 'fairlead setup'.");
    }

    /** The cluster names no place for checkpoints. */
    static DetectException withoutCheckpoints() {
        return new DetectException("The Flink cluster has no place for checkpoints: set "
                + "execution.checkpointing.dir in its configuration, or give"
                + " -Dexecution.checkpointing.dir=URI to flink run.");
    }
}
