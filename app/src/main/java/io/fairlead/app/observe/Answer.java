// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.observe;

/**
 * An HTTP answer.
 *
 * @param status HTTP status
 * @param body text of the body
 */
record Answer(int status, String body) {}
