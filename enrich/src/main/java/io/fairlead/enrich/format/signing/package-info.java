// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Who signed what: results of verifying the signatures of images. */
@NullMarked
package io.fairlead.enrich.format.signing;

import org.jspecify.annotations.NullMarked;
