// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

/** What a replaced value was; stands in its place as {@code [redacted:<label>]}. */
public enum SecretKind {
    /** A value of a Secret's data or stringData. */
    SECRET_DATA("secret-data"),
    /** A value of a ConfigMap's data or binaryData. */
    CONFIG_DATA("config-data"),
    /** The last applied configuration of a Secret or ConfigMap. */
    LAST_APPLIED("last-applied"),
    /** The token of a TokenRequest or TokenReview, or a field named token. */
    TOKEN("token"),
    /** A JSON Web Token anywhere. */
    JWT("jwt"),
    /** What follows Bearer. */
    BEARER("bearer"),
    /** What follows Basic, or user:password in a URL. */
    BASIC("basic"),
    /** A key of a cloud, a code host or another service, known by its form. */
    CLOUD_KEY("cloud-key"),
    /** What a cookie holds. */
    COOKIE("cookie"),
    /** A PEM private key. */
    PRIVATE_KEY("private-key"),
    /** A value behind a word like password. */
    PASSWORD("password"),
    /** A hash that a password can be guessed from. */
    PASSWORD_HASH("password-hash"),
    /** The value of an environment variable whose name says that it is secret. */
    ENV("env");

    private final String label;
    private final String replacement;

    SecretKind(String label) {
        this.label = label;
        this.replacement = Mark.BEGIN + label + "]";
    }

    /** The kind as it stands in documents and metrics. */
    public String label() {
        return label;
    }

    /** What stands where the value was. */
    public String replacement() {
        return replacement;
    }
}
