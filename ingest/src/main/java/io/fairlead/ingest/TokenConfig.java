// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest;

import io.fairlead.schemas.config.Secret;
import io.fairlead.schemas.config.Setting;
import java.util.List;

/**
 * A bearer token and what its holder may send.
 *
 * @param name the credential's name in records and logs; never the secret itself
 * @param secret what the sender shows
 * @param clusters clusters it may send for, {@code *} for all
 * @param formats formats it may send, {@code *} for all
 */
public record TokenConfig(
        @Setting(doc = "The credential's name, as it stands in records and logs.")
        String name,

        @Setting(doc = "What the sender shows behind 'Authorization: Bearer'.")
        Secret secret,

        @Setting(doc = "Clusters the holder may send for; * allows all.", defaultValue = "*")
        List<String> clusters,

        @Setting(doc = "Formats the holder may send, for example kubernetes.audit; * allows all.", defaultValue = "*")
        List<String> formats) {

    public TokenConfig {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a token needs a name");
        }
        if (secret.reveal().isBlank()) {
            throw new IllegalArgumentException("the secret of token '" + name + "' is empty");
        }
    }
}
