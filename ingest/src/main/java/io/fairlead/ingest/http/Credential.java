// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import io.fairlead.schemas.config.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A credential and what it may send.
 *
 * @param name its name in records
 * @param secret the bearer token
 * @param clusters clusters it may send for; {@code *} for all
 * @param formats formats it may send; {@code *} for all
 */
public record Credential(String name, Secret secret, List<String> clusters, List<String> formats) {
    private static final String ALL = "*";

    boolean mayCluster(String cluster) {
        return clusters.contains(ALL) || clusters.contains(cluster);
    }

    boolean mayFormat(String format) {
        return formats.contains(ALL) || formats.contains(format);
    }

    /** The one cluster it is bound to, if it is bound to exactly one. */
    Optional<String> onlyCluster() {
        return clusters.size() == 1 && !clusters.contains(ALL) ? Optional.of(clusters.get(0)) : Optional.empty();
    }
}
