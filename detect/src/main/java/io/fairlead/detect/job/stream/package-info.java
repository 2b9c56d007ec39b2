/** What flows through the job: elements, their bytes, and the recorded clock. */
@NullMarked
package io.fairlead.detect.job.stream;

import org.jspecify.annotations.NullMarked;
