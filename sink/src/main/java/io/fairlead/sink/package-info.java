// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Where results land: Elasticsearch and webhooks. */
@NullMarked
package io.fairlead.sink;

import org.jspecify.annotations.NullMarked;
