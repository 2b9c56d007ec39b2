// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Detection: rules compiled from files into a set. The entry points for the job and for the command line. */
@NullMarked
package io.fairlead.detect;

import org.jspecify.annotations.NullMarked;
