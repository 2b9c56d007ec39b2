// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Topics and how to reach the broker, without a dependency on Kafka. */
@NullMarked
package io.fairlead.schemas.kafka;

import org.jspecify.annotations.NullMarked;
