// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Identities: hashes that repeat for a resend and differ for everything else. */
@NullMarked
package io.fairlead.schemas.identity;

import org.jspecify.annotations.NullMarked;
