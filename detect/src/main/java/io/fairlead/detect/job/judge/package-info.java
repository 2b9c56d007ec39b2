/** The operators of the job: match, correlate, hold back what was sent before. */
@NullMarked
package io.fairlead.detect.job.judge;

import org.jspecify.annotations.NullMarked;
