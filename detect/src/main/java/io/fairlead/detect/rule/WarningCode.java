// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.Locale;

/** Why a rule that runs deserves a look. */
public enum WarningCode {
    /** No dataset carries the logs it speaks of: it is never asked. */
    NO_DATASET,
    /** A dataset that it is asked about lacks a field of it; it is asked without. */
    FIELD_NOT_CARRIED,
    /** It depends on a field that a sensor writes only when told to. */
    NEEDS_SETTING,
    /** Its author switched it off: it is never asked. */
    DISABLED,
    /** It asks a field for a value that the field cannot hold. */
    CAN_NEVER_MATCH,
    /** A filter whose condition is not negated: events that do not fulfil it are excluded. */
    NOT_NEGATED,
    /** A filter names a rule that is outside its log source and stays as it is. */
    OUTSIDE_LOGSOURCE;

    /** The code in machine-readable output, for example {@code no-dataset}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
