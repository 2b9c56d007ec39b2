/** Literal IP addresses and networks; never asks a name server. */
@NullMarked
package io.fairlead.enrich.address;

import org.jspecify.annotations.NullMarked;
