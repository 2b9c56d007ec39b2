// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.fairlead.ingest.report;

import org.jspecify.annotations.NullMarked;
