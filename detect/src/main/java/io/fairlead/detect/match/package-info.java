// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Matching: a rule set compiled into shared predicates, and the view of an event they are asked about. */
@NullMarked
package io.fairlead.detect.match;

import org.jspecify.annotations.NullMarked;
