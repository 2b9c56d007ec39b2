// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one key of the configuration file. The key is the record component's name in kebab case.
 *
 * <p>Component types: {@code String}, {@code boolean}, {@code int}, {@code long}, {@code double}, an enum, {@code URI},
 * {@code Path}, {@code Duration} (written 10s, 500ms, 2h, 7d), {@link DataSize} (8MiB), {@link Secret}, a record of
 * settings, and {@code List} or {@code Map<String, ?>} of these.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** What the key means, one or two sentences, for the reference page. */
    String doc();

    /** The default as it would stand in the file. Empty: no default; lists and maps are then empty, {@code Optional}s absent. */
    String defaultValue() default "";

    /** Smallest allowed number. */
    long min() default Long.MIN_VALUE;

    /** Largest allowed number. */
    long max() default Long.MAX_VALUE;
}
