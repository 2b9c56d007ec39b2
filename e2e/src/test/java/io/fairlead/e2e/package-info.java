// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** The whole pipeline under test, and the walls between its rooms. */
@NullMarked
package io.fairlead.e2e;

import org.jspecify.annotations.NullMarked;
