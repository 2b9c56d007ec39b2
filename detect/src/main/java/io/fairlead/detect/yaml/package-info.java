// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** YAML of rule files as plain values with their lines: what every front end reads. */
@NullMarked
package io.fairlead.detect.yaml;

import org.jspecify.annotations.NullMarked;
