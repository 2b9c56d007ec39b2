// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.Suppression;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads {@code suppress}, a field of ours: {@code suppress: {by: [field], window: 1h}}. */
final class SuppressionReader {
    private static final List<String> KEYS = List.of("by", "window");
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_FIELDS = 10;

    private SuppressionReader() {}

    /**
     * When alerts of this rule are swallowed; empty when it does not say.
     *
     * @param fields what a name means
     */
    static Optional<Suppression> read(Yaml.Mapping root, UnaryOperator<String> fields) throws RuleException {
        Optional<Yaml> written = root.get("suppress");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        if (!(written.get() instanceof Yaml.Mapping body)) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE,
                    root.lineOf("suppress"),
                    "suppress is a mapping, for example {by: [user.name], window: 1h}");
        }
        for (String key : body.entries().keySet()) {
            if (!KEYS.contains(key)) {
                throw new RuleException(RejectionCode.BAD_VALUE, body.lineOf(key), "suppress has no key '" + key + "'");
            }
        }
        Duration window = Timespans.read(body, "window", LONGEST);
        List<String> by = body.plainTexts("by");
        if (by.size() > MOST_FIELDS) {
            throw new RuleException(
                    RejectionCode.TOO_LARGE, body.lineOf("by"), "suppress.by names at most " + MOST_FIELDS + " fields");
        }
        List<String> read = new ArrayList<>();
        by.forEach(name -> read.add(fields.apply(name)));
        return Optional.of(new Suppression(read, window));
    }
}
