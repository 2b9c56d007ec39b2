// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Events of Sysdig Secure. */
@NullMarked
package io.fairlead.enrich.format.sysdig;

import org.jspecify.annotations.NullMarked;
