// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all files together define, each name as it was written last. */
final class Definitions {
    /** A list and its items. */
    record NamedList(List<Expression.Literal> items) {}

    /** A macro and where it stands. */
    record Macro(String condition, String file, int line) {}

    final Map<String, NamedList> lists = new LinkedHashMap<>();
    final Map<String, Macro> macros = new LinkedHashMap<>();
    final Map<String, RuleDraft> rules = new LinkedHashMap<>();
}
