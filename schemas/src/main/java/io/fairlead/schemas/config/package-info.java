// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Typed settings: one record per stage, every key with a default, a unit and a sentence. */
@NullMarked
package io.fairlead.schemas.config;

import org.jspecify.annotations.NullMarked;
