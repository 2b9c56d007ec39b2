/** The whole pipeline, measured beside what the parts under it can do. */
@NullMarked
package io.fairlead.app.bench;

import org.jspecify.annotations.NullMarked;
