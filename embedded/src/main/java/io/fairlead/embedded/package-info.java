// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** A real Kafka broker in this process and a real Elasticsearch node in a child process. */
@NullMarked
package io.fairlead.embedded;

import org.jspecify.annotations.NullMarked;
