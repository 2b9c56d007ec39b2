// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** How documents are kept in Elasticsearch: data streams, templates, types of fields. */
@NullMarked
package io.fairlead.schemas.elasticsearch;

import org.jspecify.annotations.NullMarked;
