// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

/** Whether one value answers a predicate. The value is never null or absent. */
@FunctionalInterface
interface Tester {
    boolean test(Value value);
}
