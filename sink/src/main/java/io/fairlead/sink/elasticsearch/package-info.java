// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Documents into Elasticsearch, exactly once by their identity. */
@NullMarked
package io.fairlead.sink.elasticsearch;

import org.jspecify.annotations.NullMarked;
