/** Lines of container logs as CRI runtimes and Docker write them. */
@NullMarked
package io.fairlead.enrich.format.container;

import org.jspecify.annotations.NullMarked;
