// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Correlation in event time: windows over matches, as plain Java without a host. */
@NullMarked
package io.fairlead.detect.correlate;

import org.jspecify.annotations.NullMarked;
