/** What the job counts, and how its operators find the registry. */
@NullMarked
package io.fairlead.detect.job.meter;

import org.jspecify.annotations.NullMarked;
