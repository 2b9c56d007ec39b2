/** The commands, one class each: they parse words, call the package that does the work, and print. */
@NullMarked
package io.fairlead.app.cli;

import org.jspecify.annotations.NullMarked;
