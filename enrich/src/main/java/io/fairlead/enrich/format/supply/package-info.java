// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** What builds and ships software: code hosts, build servers, and the signatures of commits. */
@NullMarked
package io.fairlead.enrich.format.supply;

import org.jspecify.annotations.NullMarked;
