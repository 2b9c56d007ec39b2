/**
 * The Flink job that hosts the rules: {@code events} in, {@code alerts} out. Nothing outside this package and those below
 * it knows Flink.
 */
@NullMarked
package io.fairlead.detect.job;

import org.jspecify.annotations.NullMarked;
