// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** How records become bytes: Avro single-object encoding against the schemas on the class path. */
@NullMarked
package io.fairlead.schemas.codec;

import org.jspecify.annotations.NullMarked;
