// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** How fast records are normalised, held against a bare reading of the same bytes in the same run. */
@NullMarked
package io.fairlead.bench.normalize;

import org.jspecify.annotations.NullMarked;
