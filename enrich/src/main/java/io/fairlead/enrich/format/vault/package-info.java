/** Audit records of HashiCorp Vault. */
@NullMarked
package io.fairlead.enrich.format.vault;

import org.jspecify.annotations.NullMarked;
