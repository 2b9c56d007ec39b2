// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** How records are read and set aside. */
@NullMarked
package io.fairlead.sink.kafka;

import org.jspecify.annotations.NullMarked;
