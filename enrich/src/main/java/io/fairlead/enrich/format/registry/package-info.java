/** Notifications of image registries. */
@NullMarked
package io.fairlead.enrich.format.registry;

import org.jspecify.annotations.NullMarked;
