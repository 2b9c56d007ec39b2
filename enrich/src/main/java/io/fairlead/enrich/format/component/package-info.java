// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** What the programs of the platform itself log: the components of Kubernetes, container runtimes. */
@NullMarked
package io.fairlead.enrich.format.component;

import org.jspecify.annotations.NullMarked;
