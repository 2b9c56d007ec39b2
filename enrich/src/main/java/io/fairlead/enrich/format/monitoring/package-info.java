// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Alerts of monitoring systems as events. */
@NullMarked
package io.fairlead.enrich.format.monitoring;

import org.jspecify.annotations.NullMarked;
