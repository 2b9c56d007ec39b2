// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

/**
 * How bytes of one kind of log are written, and what they mean in ECS.
 *
 * <p>Implementations are pure: the same source gives the same result; no clock, no input or output, no state between
 * records. They never throw for what a source holds. Found through {@link java.util.ServiceLoader}; thread-safe.
 */
public interface Format {
    /** The name that routes, settings and {@code RawLog.format} use, for example {@code kubernetes.audit}. */
    String name();

    /** Whether the content is of this format, for sources whose format is {@code auto}. */
    Fit fit(Source source);

    /**
     * Whether its lines are a program's own, told with the pod or the machine that they were read of: only such lines are
     * taken out of the records that agents make of them. Any program may write a line that looks like another's.
     */
    default boolean isOfItsProgram() {
        return false;
    }

    /** What the source says. */
    Parsed parse(Source source, FormatContext context);

    /** How surely content is of a format. */
    enum Fit {
        /** It is not. */
        NONE,
        /** It could be: formats that take nearly anything. */
        GENERAL,
        /** It is, by fields or words that only this format has. */
        EXACT
    }
}
