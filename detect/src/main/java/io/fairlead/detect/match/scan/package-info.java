// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Reading: the bytes of a document in one pass into the values of the fields that rules name. */
@NullMarked
package io.fairlead.detect.match.scan;

import org.jspecify.annotations.NullMarked;
