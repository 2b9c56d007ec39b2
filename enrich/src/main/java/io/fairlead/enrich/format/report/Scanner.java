// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import java.util.List;

/**
 * A scanner and what its reports hold.
 *
 * @param name the format's name
 * @param dataset where its documents land
 * @param namespace where its own fields stand in documents
 * @param vendor for {@code vulnerability.scanner.vendor}
 * @param time when the scan was, as references from a finding or from the top of the report; RFC 3339, or seconds since 1970
 * @param identity what tells one report from another of the same scanner, as references from the top
 * @param common what holds for all findings, and for a report without any
 * @param findings kinds of findings
 */
public record Scanner(
        String name,
        String dataset,
        String namespace,
        String vendor,
        List<String> time,
        List<String> identity,
        Mapping common,
        List<Findings> findings) {
    public Scanner {
        time = List.copyOf(time);
        identity = List.copyOf(identity);
        findings = List.copyOf(findings);
    }
}
