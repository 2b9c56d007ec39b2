/** Topics: how they are created and checked. */
@NullMarked
package io.fairlead.app.kafka;

import org.jspecify.annotations.NullMarked;
