// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * A list whose elements are of many kinds and refer to one another by ids, as in JSON-LD: some are findings, some only name what
 * those are about, and the rest is passed over.
 *
 * <p>An element is judged by few short fields of it. Those of elements that others may name are held while the report is
 * read, as far as there is room for them: {@link Finding#element} gives what is missing where it is none of them.
 */
public interface Graph {
    /** Fields by which elements are judged, and those that findings read of the elements that they name. */
    Set<String> fields();

    /** What the element with these fields is. */
    Role role(ObjectNode fields);

    /** By what others name the element with these fields; empty when by nothing. */
    String id(ObjectNode fields);

    /** The key under which the first such element is found at the top of the report; empty for elements that are not. */
    String topKey(ObjectNode fields);

    /** What an element is for a report. */
    enum Role {
        /** A finding. */
        FINDING,
        /** Something that is inside: a finding where the report tells no other. Findings may name it. */
        INVENTORY,
        /** Something that findings may name. */
        NAMED,
        /** Nothing of these. */
        OTHER
    }
}
