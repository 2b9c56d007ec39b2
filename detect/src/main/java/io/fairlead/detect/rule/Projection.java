// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.List;

/**
 * Values computed from parts of a document, for names of a rule language that are no paths. A pure function; equal
 * projections are computed once per event.
 */
public interface Projection {
    /** What the rule calls it; the field in explanations. */
    String name();

    /** Dotted paths of the parts it reads; the empty path is the whole document. */
    List<String> sources();

    /** The values; none when there is nothing to read. The trees are those of {@link #sources()}, in that order. */
    List<String> values(List<Tree> trees);
}
