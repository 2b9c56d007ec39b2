// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
/** Alerts and logs of KubeArmor. */
@NullMarked
package io.fairlead.enrich.format.kubearmor;

import org.jspecify.annotations.NullMarked;
