// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Kafka and Elasticsearch as they are distributed, in containers, with the security of docker-compose.yml: contracts that
 * pass against the embedded ones are tried against these where a Docker engine is, and skipped with a word where none is.
 */
@NullMarked
package io.fairlead.testkit.container;

import org.jspecify.annotations.NullMarked;
