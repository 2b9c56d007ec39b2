// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Scanners of images, manifests and repositories: one class each that says where its findings stand and what they mean. */
@NullMarked
package io.fairlead.enrich.format.scanner;

import org.jspecify.annotations.NullMarked;
