// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.offline;

/**
 * One record of a file.
 *
 * @param file the file as it was named, {@code -} for standard input
 * @param line the line where it starts, from 1
 * @param index its number within the file, from 0
 * @param bytes the record
 */
public record FileRecord(String file, long line, long index, byte[] bytes) {}
