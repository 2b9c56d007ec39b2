// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Results of checks: benchmarks of nodes and clusters, and policies over what runs in them. */
@NullMarked
package io.fairlead.enrich.format.posture;

import org.jspecify.annotations.NullMarked;
