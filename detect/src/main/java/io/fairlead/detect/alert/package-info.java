// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** How a match becomes an alert that a tired human understands. */
@NullMarked
package io.fairlead.detect.alert;

import org.jspecify.annotations.NullMarked;
