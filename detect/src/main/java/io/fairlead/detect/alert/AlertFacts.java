// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.alert;

import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.schemas.record.Evidence;
import io.fairlead.schemas.record.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything an alert says, before it is written.
 *
 * @param message the rule's own words; empty when it has none
 * @param entities entity fields of each piece of evidence, in the order of the evidence
 * @param filters filters that were considered and did not exclude the evidence
 * @param condition the rule's whole condition with its answers; empty for correlations
 * @param measured what a correlation measured; empty where it counts
 */
record AlertFacts(
        String id,
        String message,
        RuleInfo rule,
        String ruleSet,
        Instant time,
        Instant receivedAt,
        Map<String, String> group,
        Optional<Window> window,
        long count,
        List<Evidence> evidence,
        List<Map<String, List<String>>> entities,
        List<String> filters,
        String condition,
        Optional<BigDecimal> measured) {}
