// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Exceptions to rules: which matches stand, and which a filter withdraws. */
@NullMarked
package io.fairlead.detect.filter;

import org.jspecify.annotations.NullMarked;
