/** Receivers over HTTP: routes, credentials, bodies, answers. */
@NullMarked
package io.fairlead.ingest.http;

import org.jspecify.annotations.NullMarked;
