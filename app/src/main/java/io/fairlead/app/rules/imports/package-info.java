// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Taking rules over from a folder or a git repository, with a record of what came from where. */
@NullMarked
package io.fairlead.app.rules.imports;

import org.jspecify.annotations.NullMarked;
