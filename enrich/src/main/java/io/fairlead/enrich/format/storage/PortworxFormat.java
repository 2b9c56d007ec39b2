// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.storage;

import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;

/**
 * Alerts of Portworx, by which it tells of its events: as JSON of its API and of {@code pxctl}, one or many, and as lines of
 * {@code pxctl alerts show}. Source: Portworx, alerts using pxctl; OpenStorage, api.proto, Alert.
 */
public final class PortworxFormat implements Format {
    static final String NAME = "portworx.alert";

    private final Format records = new PortworxRecords();
    private final Format lines = new PortworxLines();

    /** For the service loader. */
    public PortworxFormat() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Fit fit(Source source) {
        return of(source).fit(source);
    }

    @Override
    public Parsed parse(Source source, FormatContext context) {
        return of(source).parse(source, context);
    }

    private Format of(Source source) {
        byte[] bytes = source.bytes();
        return bytes.length > 0 && bytes[0] == '{' ? records : lines;
    }
}
