// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.deadletter;

import java.util.Locale;

/** The closed list of reasons for which a record is set aside. */
public enum DeadLetterCode {
    /** The bytes are not what the format demands: broken JSON, invalid UTF-8, a truncated body. */
    PARSE,
    /** Well-formed, but not an object of the claimed kind, or a required field is missing or of the wrong type. */
    SCHEMA,
    /** Larger, deeper or more numerous than the configured bounds. */
    LIMIT,
    /** The claimed format is not known, or no format fits. */
    UNKNOWN_FORMAT,
    /** Elasticsearch refused the document. */
    REJECTED,
    /** A destination did not take it within the retries allowed. */
    UNDELIVERABLE,
    /** The record on the topic cannot be decoded. */
    MALFORMED_RECORD,
    /** A fault of ours while processing; the message names the exception's class. */
    INTERNAL;

    /** The code as it stands in records, metrics and answers: lower case, dashes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
