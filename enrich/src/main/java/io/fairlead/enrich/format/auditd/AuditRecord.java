// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One record, its values decoded.
 *
 * @param line the line it stands on
 * @param type the type in lower case, for example {@code user_login}
 * @param data every value by key
 * @param written the same values as the line writes them, in quotes or hexadecimal digits
 * @param keys the keys of the audit rules that asked for it ({@code -k})
 * @param names the names that an enriching daemon found for ids, by the id's key, for example uid → root
 */
record AuditRecord(
        AuditLine line,
        String type,
        SortedMap<String, String> data,
        Map<String, String> written,
        List<String> keys,
        Map<String, String> names) {
    /** A value, or the empty text. */
    String get(String key) {
        return data.getOrDefault(key, "");
    }
}
