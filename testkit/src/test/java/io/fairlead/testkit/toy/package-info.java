// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** The smallest things that keep the contracts, seen from another package as users see them. */
@NullMarked
package io.fairlead.testkit.toy;

import org.jspecify.annotations.NullMarked;
