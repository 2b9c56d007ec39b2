// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.elasticsearch;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of data streams. Parts that come from records are checked: never an unchecked index name.
 *
 * @param dataset what lies in it, for example {@code kubernetes.audit_logs}
 * @param namespace the operator's own division, for example {@code default}
 */
public record DataStream(String dataset, String namespace) {
    /** Alerts of the running rules. */
    public static final String ALERTS = "fairlead.alerts";
    /** Alerts of replays. */
    public static final String REPLAY = "fairlead.replay";
    /** Gaps in sequences. */
    public static final String GAPS = "fairlead.gaps";

    // Elasticsearch: lower case, none of \ / * ? " < > | space , # : and no dash, which divides the parts
    private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9_.]{0,99}");

    public DataStream {
        if (!valid(dataset) || !valid(namespace)) {
            throw new IllegalArgumentException(
                    "not a dataset and a namespace of a data stream (lower-case letters, digits,"
                            + " _ and ., at most 100): '" + dataset + "', '" + namespace + "'");
        }
    }

    /** The data stream of these parts; empty when one is not fit for a name. */
    public static Optional<DataStream> of(String dataset, String namespace) {
        return valid(dataset) && valid(namespace) ? Optional.of(new DataStream(dataset, namespace)) : Optional.empty();
    }

    /** {@code logs-<dataset>-<namespace>}. */
    public String name() {
        return "logs-" + dataset + "-" + namespace;
    }

    private static boolean valid(String part) {
        return PART.matcher(part).matches() && !part.contains("..");
    }
}
