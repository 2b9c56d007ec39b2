// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** What runs inside the Elasticsearch child process. Nothing else of ours is on its class path. */
@NullMarked
package io.fairlead.embedded.node;

import org.jspecify.annotations.NullMarked;
