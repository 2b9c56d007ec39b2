/** The one configuration file, and the pages that are generated from its records. */
@NullMarked
package io.fairlead.app.config;

import org.jspecify.annotations.NullMarked;
