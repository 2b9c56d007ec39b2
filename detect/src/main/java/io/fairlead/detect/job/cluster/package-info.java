/** A Flink cluster inside this process, and jobs that run on it. */
@NullMarked
package io.fairlead.detect.job.cluster;

import org.jspecify.annotations.NullMarked;
