/** Checkpoints on disk: which there are, which can be read, which may go. */
@NullMarked
package io.fairlead.detect.job.checkpoint;

import org.jspecify.annotations.NullMarked;
