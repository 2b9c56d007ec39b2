/** What is looked at before anything starts or changes. */
@NullMarked
package io.fairlead.app.start;

import org.jspecify.annotations.NullMarked;
