/** The whole pipeline in one process: what starts when, and what stops after what. */
@NullMarked
package io.fairlead.app.up;

import org.jspecify.annotations.NullMarked;
