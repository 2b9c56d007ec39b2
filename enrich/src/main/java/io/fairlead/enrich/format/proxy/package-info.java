/** Access logs of proxies and name servers: lines of text. */
@NullMarked
package io.fairlead.enrich.format.proxy;

import org.jspecify.annotations.NullMarked;
