// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.config;

import io.fairlead.schemas.config.Setting;

/**
 * Where metrics and health are served.
 *
 * @param listen address to listen on
 * @param port port to listen on; 0 takes a free one
 */
public record ObservabilityConfig(
        @Setting(
                doc = "Address that /metrics and /health listen on; they have no login, so keep them off the network.",
                defaultValue = "127.0.0.1")
        String listen,

        @Setting(doc = "Port of /metrics and /health; 0 takes a free one.", defaultValue = "9464", min = 0, max = 65535)
        int port) {}
