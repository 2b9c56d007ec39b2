// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** What every running stage offers to whoever started it. */
@NullMarked
package io.fairlead.schemas.stage;

import org.jspecify.annotations.NullMarked;
