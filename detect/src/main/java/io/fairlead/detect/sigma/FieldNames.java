// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.rule.Projection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a rule's names mean in the documents of its log source. */
interface FieldNames {
    /** The document's fields for this name, at least one; several when any of them may hold it. */
    List<String> of(String name);

    /** How the name is computed where it is no path; then {@link #of} is not asked. */
    default Optional<Projection> projection(String name) {
        return Optional.empty();
    }

    /** The datasets that carry this log source. */
    Set<String> datasets();

    /** The document's field that tells the stage of a request; empty when there is none. */
    String stageField();

    /** How verbs of connections are to be read; empty where the log source knows none. */
    default Optional<ConnectVerbs> connectVerbs() {
        return Optional.empty();
    }

    /** What is true of the events of this log source among those of its datasets; empty when all are. */
    default Optional<Condition> where() {
        return Optional.empty();
    }

    /** What fields of the document can hold. */
    default FieldValues values() {
        return FieldValues.ANY;
    }

    /** Names are the documents' own. */
    FieldNames AS_IS = new FieldNames() {
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

    /** Finds the names of a log source. */
    @FunctionalInterface
    interface Lookup {
        FieldNames of(Logsource logsource);
    }
}
