// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Reports of scanners: where the findings stand, how their fields are mapped, and reading them in pieces. */
@NullMarked
package io.fairlead.enrich.format.report;

import org.jspecify.annotations.NullMarked;
