// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.yaml.RuleException;
import java.util.Optional;

/** A document as far as it can be read without the others: all of a set are read at the same time. */
sealed interface Prepared {
    SigmaDocument document();

    /** A rule on single events, or one that counts them. */
    record Detection(SigmaDocument document, RuleInfo info, DetectionReader.Detected detected) implements Prepared {}

    /** A correlation; what it says depends on the rules it names. */
    record Correlation(SigmaDocument document) implements Prepared {}

    /** A filter; what it says depends on the rules it names. */
    record Filter(SigmaDocument document) implements Prepared {}

    /**
     * A detection that is rejected.
     *
     * @param info empty when not even that can be read
     */
    record Bad(SigmaDocument document, Optional<RuleInfo> info, RuleException reason) implements Prepared {}

    static Prepared of(SigmaDocument document, DetectionReader detections) {
        if (document.root().get("correlation").isPresent()) {
            return new Correlation(document);
        }
        if (document.root().get("filter").isPresent()) {
            return new Filter(document);
        }
        Optional<RuleInfo> info = Optional.empty();
        try {
            refuseActions(document);
            info = Optional.of(InfoReader.read(document));
            return new Detection(document, info.get(), detections.read(document, info.get()));
        } catch (RuleException bad) {
            return new Bad(document, info, bad);
        }
    }

    private static void refuseActions(SigmaDocument document) throws RuleException {
        if (document.root().get("action").isPresent()) {
            throw new RuleException(
                    RejectionCode.UNSUPPORTED,
                    document.root().lineOf("action"),
                    "collections with 'action' are not part of Sigma 2: write every rule out");
        }
    }
}
