// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Rules as the rest of detect sees them: every front end compiles to these types, the matcher and the correlator read them. */
@NullMarked
package io.fairlead.detect.rule;

import org.jspecify.annotations.NullMarked;
