// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.proxy;

import com.google.re2j.Matcher;
import io.fairlead.enrich.ecs.EcsDocument;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An access line of ingress-nginx as its default {@code log-format-upstream} has it. */
public final class NginxIngressFormat extends AccessFormat {
    private static final String OWN = "nginx_ingress_controller.access.";
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

    /** For the service loader. */
    public NginxIngressFormat() {
        super(
                "nginx_ingress_controller.access",
                "(?P<address>\\S+) - (?P<user>\\S+) \\[(?P<time>[^\\]]+)\\] \"(?:(?P<method>[A-Z]+) (?P<target>\\S+)"
                        + " HTTP/(?P<version>[0-9.]+)|[^\"]*)\" (?P<status>\\d{3}) (?P<sent>\\d+) \"(?P<referrer>[^\"]*)\""
                        + " \"(?P<agent>[^\"]*)\" (?P<length>\\d+) (?P<took>[0-9.]+) \\[(?P<upstream>[^\\]]*)\\]"
                        + " \\[(?P<alternative>[^\\]]*)\\] (?P<server>.*?) (?P<id>[0-9a-f]{8,64})");
    }

    @Override
    boolean mayBe(byte[] bytes) {
        return bytes[bytes.length - 1] != '"' && bytes.length > 60 && (bytes[0] >= '0' && bytes[0] <= 'f');
    }

    @Override
    String stamp(Matcher match) {
        try {
            return OffsetDateTime.parse(text(match, "time"), LOCAL).toInstant().toString();
        } catch (DateTimeException unreadable) {
            return text(match, "time");
        }
    }

    @Override
    void write(Matcher match, EcsDocument document) {
        http(match, document);
        source(text(match, "address"), document);
        document.text("user.name", text(match, "user"))
                .text("http.request.referrer", text(match, "referrer"))
                .text("http.request.id", text(match, "id"))
                .text(OWN + "upstream.name", text(match, "upstream"))
                .text(OWN + "upstream.alternative_name", text(match, "alternative"))
                .text(OWN + "upstream.address", text(match, "server").split(" ", 2)[0])
                .text(OWN + "http.request.time", text(match, "took"));
        number(match, "length", OWN + "http.request.length", document);
    }
}
