// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** The Sigma front end: YAML in, rules or rejections out (Sigma specification 2.1). */
@NullMarked
package io.fairlead.detect.sigma;

import org.jspecify.annotations.NullMarked;
