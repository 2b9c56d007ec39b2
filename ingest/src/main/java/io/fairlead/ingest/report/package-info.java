// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Reports that are longer than a record may be: kept until they are whole, and cut into several. */
@NullMarked
package io.fairlead.ingest.report;

import org.jspecify.annotations.NullMarked;
