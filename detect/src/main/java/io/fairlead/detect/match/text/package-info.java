// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Searching: many literals at once in values, and what expressions need to be asked at all. */
@NullMarked
package io.fairlead.detect.match.text;

import org.jspecify.annotations.NullMarked;
