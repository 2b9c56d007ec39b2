/** Events of the Docker engine. */
@NullMarked
package io.fairlead.enrich.format.docker;

import org.jspecify.annotations.NullMarked;
