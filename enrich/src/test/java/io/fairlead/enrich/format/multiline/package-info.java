// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.fairlead.enrich.format.multiline;

import org.jspecify.annotations.NullMarked;
