// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Reasons for which something is set aside instead of processed. */
@NullMarked
package io.fairlead.schemas.deadletter;

import org.jspecify.annotations.NullMarked;
