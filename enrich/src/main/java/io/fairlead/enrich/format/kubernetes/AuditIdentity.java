// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import io.fairlead.schemas.identity.Identity;

/**
 * Who an audit event is. Clients may choose the Audit-ID, so what the server wrote counts with it: two requests under one
 * Audit-ID differ, the same event by webhook and by file does not.
 */
final class AuditIdentity {
    private AuditIdentity() {}

    /** The identity of this record of the request. */
    static String event(String cluster, AuditRecord audit) {
        return Identity.hash(
                cluster,
                audit.text("auditID"),
                audit.stage(),
                audit.text("requestReceivedTimestamp"),
                audit.text("stageTimestamp"),
                audit.text("user", "username"),
                audit.verb(),
                audit.requestUri());
    }

    /** The identity of the request across its stages. */
    static String activity(String cluster, AuditRecord audit) {
        return Identity.hash(
                cluster,
                audit.text("auditID"),
                audit.text("requestReceivedTimestamp"),
                audit.text("user", "username"),
                audit.requestUri());
    }
}
