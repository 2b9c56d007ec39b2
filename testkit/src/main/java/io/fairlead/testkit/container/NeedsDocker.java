// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit.container;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips a test where no Docker engine answers, and says so. The engine is looked for once a process. */
public final class NeedsDocker implements ExecutionCondition {
    /** What a skipped test says. */
    public static final String ABSENT =
            "no Docker engine answers here: start one, or name it by DOCKER_HOST, to try this against " + Images.KAFKA
                    + " and " + Images.ELASTICSEARCH;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return evaluate(DockerClientFactory.instance().isDockerAvailable());
    }

    static ConditionEvaluationResult evaluate(boolean engine) {
        return engine
                ? ConditionEvaluationResult.enabled("a Docker engine answers")
                : ConditionEvaluationResult.disabled(ABSENT);
    }
}
