// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Why a rule is, or is not, true of an event: the whole condition with its answers, and what is nearest to changing it. */
@NullMarked
package io.fairlead.detect.explain;

import org.jspecify.annotations.NullMarked;
