// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of Falco's rule language. */
@NullMarked
package io.fairlead.detect.falco;

import org.jspecify.annotations.NullMarked;
