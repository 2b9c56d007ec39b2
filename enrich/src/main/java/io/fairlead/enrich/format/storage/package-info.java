// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Storage systems of a cluster. */
@NullMarked
package io.fairlead.enrich.format.storage;

import org.jspecify.annotations.NullMarked;
