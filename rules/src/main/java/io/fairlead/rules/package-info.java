// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** The bundled rule pack: one YAML file a rule, its tests beside it. */
@NullMarked
package io.fairlead.rules;

import org.jspecify.annotations.NullMarked;
