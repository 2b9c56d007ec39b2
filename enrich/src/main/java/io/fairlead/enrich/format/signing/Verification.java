// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.signing;

import io.fairlead.enrich.ecs.EcsDocument;
import java.util.List;

/** What became of verifying a signature. */
enum Verification {
    /** It is what the verifier wants. */
    VERIFIED("signature-verified", "success"),
    /** There is none, or it is not what the verifier wants. */
    REFUSED("signature-refused", "failure"),
    /** A word of the verifier's that is no result. */
    NONE("signature-logged", "unknown");

    private final String action;
    private final String outcome;

    Verification(String action, String outcome) {
        this.action = action;
        this.outcome = outcome;
    }

    static Verification of(boolean verified) {
        return verified ? VERIFIED : REFUSED;
    }

    /** Writes the result; the image, the signer and the reason are their writers'. */
    void write(String verifier, EcsDocument document) {
        document.text("event.action", action)
                .text("event.outcome", outcome)
                .texts("event.category", List.of("package"))
                .texts("event.type", List.of("info"))
                .text("observer.product", verifier)
                .text("signature.verifier", verifier);
        if (this != NONE) {
            document.text("signature.verified", String.valueOf(this == VERIFIED));
        }
    }
}
