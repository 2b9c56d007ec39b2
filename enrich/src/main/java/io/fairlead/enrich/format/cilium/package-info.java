// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** What Cilium tells of the network. */
@NullMarked
package io.fairlead.enrich.format.cilium;

import org.jspecify.annotations.NullMarked;
