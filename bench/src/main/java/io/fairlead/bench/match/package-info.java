// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** How fast rules are matched, held against a plain evaluator and against parsing alone in the same run. */
@NullMarked
package io.fairlead.bench.match;

import org.jspecify.annotations.NullMarked;
