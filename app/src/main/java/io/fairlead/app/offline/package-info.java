/** Files instead of topics: what arrives is cut, normalised and judged by the same classes as live. */
@NullMarked
package io.fairlead.app.offline;

import org.jspecify.annotations.NullMarked;
