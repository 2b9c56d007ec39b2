// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import io.fairlead.enrich.address.TrustedProxies;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.redact.Redactions;
import io.fairlead.enrich.redact.Redactor;

/**
 * What a format may use while it parses one source.
 *
 * @param redactor replaces secret values
 * @param redactions counts them
 * @param reader reads JSON within JSON
 * @param trustedProxies finds the client behind proxies
 * @param maxOriginal largest original that is kept, in bytes
 */
public record FormatContext(
        Redactor redactor, Redactions redactions, JsonReader reader, TrustedProxies trustedProxies, int maxOriginal) {}
