// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Falco's rule language: lists, macros and rules compiled to the intermediate form. */
@NullMarked
package io.fairlead.detect.falco;

import org.jspecify.annotations.NullMarked;
