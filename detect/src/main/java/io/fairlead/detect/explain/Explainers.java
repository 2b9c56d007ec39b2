// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.explain;

import io.fairlead.detect.rule.DetectionRule;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The explainers of one rule set, each made when its rule first needs it. Thread-safe. */
public final class Explainers {
    private final ConcurrentMap<String, Explainer> byRule = new ConcurrentHashMap<>();

    /** What a rule of the set says of a document, part by part. */
    public Explained explain(DetectionRule rule, ByteBuffer document) {
        return byRule.computeIfAbsent(rule.id(), unused -> Explainer.of(rule)).explain(document);
    }
}
