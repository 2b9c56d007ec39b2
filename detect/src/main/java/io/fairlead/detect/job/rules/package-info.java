/** The topic {@code rules}: how a rule set is published and read. */
@NullMarked
package io.fairlead.detect.job.rules;

import org.jspecify.annotations.NullMarked;
