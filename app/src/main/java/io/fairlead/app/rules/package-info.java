/** Rule sets on the command line: where they come from, what they say of files, whether their tests hold. */
@NullMarked
package io.fairlead.app.rules;

import org.jspecify.annotations.NullMarked;
