/** Plain looks at topics, beside the job. */
@NullMarked
package io.fairlead.detect.job.kafka;

import org.jspecify.annotations.NullMarked;
