/** The same job over a bounded past, and how its alerts compare with those of live. */
@NullMarked
package io.fairlead.detect.job.replay;

import org.jspecify.annotations.NullMarked;
