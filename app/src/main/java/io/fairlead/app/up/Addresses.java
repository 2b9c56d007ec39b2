// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import java.net.URI;
import java.nio.file.Path;

/**
 * What runs where.
 *
 * @param ingest where senders send to
 * @param elasticsearch where analysts search
 * @param kafka brokers, host:port
 * @param metrics where metrics and health are served
 * @param data the data directory
 */
public record Addresses(URI ingest, URI elasticsearch, String kafka, URI metrics, Path data) {}
