@NullMarked
package io.fairlead.enrich.format.cloud;

import org.jspecify.annotations.NullMarked;
