/** What could not be processed: read it, and try it once more. */
@NullMarked
package io.fairlead.app.deadletter;

import org.jspecify.annotations.NullMarked;
