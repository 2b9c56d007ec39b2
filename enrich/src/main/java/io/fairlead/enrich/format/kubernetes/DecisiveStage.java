// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import java.util.Set;

/**
 * The earliest stage at which a request's fate is known, so that each request is judged once.
 *
 * <p>Requests that stay open (exec, attach, port-forward, watch) are known when their response starts; when such a request
 * is refused, the server writes no ResponseStarted and the ResponseComplete with its error decides.
 */
final class DecisiveStage {
    private static final Set<String> STREAMS = Set.of("exec", "attach", "portforward");
    private static final int FIRST_ERROR = 400;

    private DecisiveStage() {}

    static boolean is(AuditRecord audit) {
        boolean open = audit.verb().equals("watch") || STREAMS.contains(audit.subresource());
        return switch (audit.stage()) {
            case "ResponseStarted" -> open;
            case "ResponseComplete" -> !open || audit.code() >= FIRST_ERROR;
            case "Panic" -> true;
            default -> false;
        };
    }
}
