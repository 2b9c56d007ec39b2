// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What tests of several modules share: contracts every format and every receiver passes, golden files, random input with
 * a seed, and small servers that misbehave on demand.
 */
@NullMarked
package io.fairlead.testkit;

import org.jspecify.annotations.NullMarked;
