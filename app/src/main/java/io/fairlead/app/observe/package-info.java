/** What operators and monitoring see: metrics and health over HTTP. */
@NullMarked
package io.fairlead.app.observe;

import org.jspecify.annotations.NullMarked;
