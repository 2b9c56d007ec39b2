// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.schemas.stage.Health;
import io.fairlead.schemas.stage.Stage;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The health of every stage of this process.
 *
 * @param stages health by stage, in the order in which they started
 */
public record HealthReport(Map<String, Health> stages) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Asks each stage; one that fails to answer is not live. */
    public static HealthReport of(List<? extends Stage> stages) {
        Map<String, Health> report = new LinkedHashMap<>();
        for (Stage stage : stages) {
            report.put(stage.name(), ask(stage));
        }
        return new HealthReport(report);
    }

    /** True when every stage takes work; false for a process that has not started any. */
    public boolean isReady() {
        return !stages.isEmpty() && stages.values().stream().allMatch(Health::ready);
    }

    /** True when no stage needs a restart. */
    public boolean isLive() {
        return stages.values().stream().allMatch(Health::live);
    }

    Answer live() {
        return answer(isLive(), "live", "dead");
    }

    Answer ready() {
        return answer(isReady(), "ready", "not-ready");
    }

    private Answer answer(boolean good, String yes, String no) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", good ? yes : no);
        body.put("stages", stages);
        try {
            return new Answer(good ? 200 : 503, JSON.writeValueAsString(body) + "\n");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Health ask(Stage stage) {
        try {
            return stage.health();
        } catch (RuntimeException e) {
            return Health.dead("its health check failed: " + e.getClass().getSimpleName());
        }
    }
}
