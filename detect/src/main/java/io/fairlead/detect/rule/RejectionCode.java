// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.Locale;

/** Why a rule does not run. Closed list; the text is stable for scripts. */
public enum RejectionCode {
    /** The file is no readable YAML: syntax, duplicate keys, tags, too many aliases, not UTF-8. */
    BAD_YAML,
    /** The file or one of its parts is larger than allowed. */
    TOO_LARGE,
    /** No front end knows what this file is. */
    UNKNOWN_LANGUAGE,
    /** A key the language demands is missing. */
    MISSING_KEY,
    /** A key holds the wrong kind of value. */
    BAD_VALUE,
    /** A modifier that the language does not know. */
    UNKNOWN_MODIFIER,
    /** Modifiers that cannot stand together or on this value. */
    BAD_MODIFIER,
    /** A condition that cannot be read. */
    BAD_CONDITION,
    /** A condition names a selection that is not there. */
    UNKNOWN_SELECTION,
    /** A regular expression that does not compile. */
    BAD_REGEX,
    /** No network in CIDR notation. */
    BAD_CIDR,
    /** A placeholder without a list of values. */
    MISSING_LIST,
    /** A correlation refers to a rule that is not there or was rejected itself. */
    UNKNOWN_RULE,
    /** Another rule of the set has the same id or name. */
    DUPLICATE_ID,
    /** A condition names a macro that is not there. */
    UNKNOWN_MACRO,
    /** A field that the source of events does not have. */
    UNKNOWN_FIELD,
    /** Macros or lists that lead back to themselves. */
    RECURSION,
    /** No dataset carries the events it speaks of. */
    NO_DATASET,
    /** Part of the language, not yet of this engine. */
    UNSUPPORTED;

    /** The code in machine-readable output, for example {@code bad-yaml}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
