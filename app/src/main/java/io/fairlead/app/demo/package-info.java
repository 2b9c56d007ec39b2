/**
 * The demonstration: a recorded attack played through the real webhook and the real collector, and the books that are kept
 * of what must come out.
 */
@NullMarked
package io.fairlead.app.demo;

import org.jspecify.annotations.NullMarked;
