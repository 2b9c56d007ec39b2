// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

/**
 * One backing index of a data stream.
 *
 * @param name its name
 * @param created epoch milliseconds
 */
record BackingIndex(String name, long created) {}
