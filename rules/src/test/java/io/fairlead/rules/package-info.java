// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of the rule pack: each rule alone, and all of them on the recording. */
@NullMarked
package io.fairlead.rules;

import org.jspecify.annotations.NullMarked;
