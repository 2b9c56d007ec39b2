// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Alerts to HTTP destinations, signed by Standard Webhooks. */
@NullMarked
package io.fairlead.sink.webhook;

import org.jspecify.annotations.NullMarked;
