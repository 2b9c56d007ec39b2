/** Alerts of Falco as its http_output sends them. */
@NullMarked
package io.fairlead.enrich.format.falco;

import org.jspecify.annotations.NullMarked;
