// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Lines of containers and files that belong together: parts of long lines, stack traces, continued lines. */
@NullMarked
package io.fairlead.enrich.format.multiline;

import org.jspecify.annotations.NullMarked;
