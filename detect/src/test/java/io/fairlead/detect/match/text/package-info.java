// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.fairlead.detect.match.text;

import org.jspecify.annotations.NullMarked;
