// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** What is known of reports before they are read. */
@NullMarked
package io.fairlead.schemas.report;

import org.jspecify.annotations.NullMarked;
