// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Logsource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a rule's names mean in the documents of its log source. */
interface FieldNames {
    /** The document's fields for this name, at least one; several when any of them may hold it. */
    List<String> of(String name);

    /** The datasets that carry this log source. */
    Set<String> datasets();

    /** The document's field that tells the stage of a request; empty when there is none. */
    String stageField();

    /** How verbs of connections are to be read; empty where the log source knows none. */
    default Optional<ConnectVerbs> connectVerbs() {
        return Optional.empty();
    }

    /** Names are the documents' own. */
    static FieldNames asIs() {
        return new FieldNames() {
            @Override
            public List<String> of(String name) {
                return List.of(name);
            }

            @Override
            public Set<String> datasets() {
                return Set.of();
            }

            @Override
            public String stageField() {
                return "";
            }
        };
    }

    /** Finds the names of a log source. */
    @FunctionalInterface
    interface Lookup {
        FieldNames of(Logsource logsource);
    }
}
