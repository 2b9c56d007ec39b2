/** The program: the one module that sees all others, and the only one that writes to standard output. */
@NullMarked
package io.fairlead.app;

import org.jspecify.annotations.NullMarked;
