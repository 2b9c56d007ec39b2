// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.proxy;

import com.google.re2j.Matcher;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A query as CoreDNS' plugin log writes it in its default format. Source: CoreDNS, log plugin. */
public final class CoreDnsFormat extends AccessFormat {
    /** For the service loader. */
    public CoreDnsFormat() {
        super(
                "coredns.log",
                "(?:\\[INFO\\] )?\\[?(?P<address>[0-9a-fA-F.:]+?)\\]?:(?P<port>\\d+) - (?P<id>\\d+) \"(?P<type>\\S+)"
                        + " (?P<class>\\S+) (?P<name>\\S+) (?P<proto>udp|tcp|tls|https|grpc) (?P<size>\\d+)"
                        + " (?P<dnssec>true|false) (?P<buffer>\\d+)\" (?P<code>\\S+) (?P<flags>\\S+) (?P<rsize>\\d+)"
                        + " (?P<took>[0-9.e\\-]+)s");
    }

    @Override
    boolean mayBe(byte[] bytes) {
        return bytes[bytes.length - 1] == 's' || bytes[bytes.length - 1] == '\n';
    }

    @Override
    String stamp(Matcher match) {
        return "";
    }

    @Override
    void write(Matcher match, EcsDocument document) {
        String name = text(match, "name");
        String question = name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        String address = text(match, "address");
        document.texts("event.category", List.of("network"))
                .texts("event.type", List.of("protocol", "info"))
                .text("event.action", "dns-query")
                .text("event.outcome", text(match, "code").equals("NOERROR") ? "success" : "failure")
                .text("dns.type", "answer")
                .text("dns.id", text(match, "id"))
                .text("dns.question.name", question)
                .text("dns.question.type", text(match, "type"))
                .text("dns.question.class", text(match, "class"))
                .text("dns.response_code", text(match, "code"))
                .texts("dns.header_flags", flags(text(match, "flags")))
                .text("network.protocol", "dns")
                .text("network.transport", text(match, "proto").equals("udp") ? "udp" : "tcp")
                .text("coredns.duration", text(match, "took"))
                .text("coredns.dnssec_ok", text(match, "dnssec"));
        source(address, document);
        number(match, "port", "source.port", document);
        number(match, "size", "source.bytes", document);
        number(match, "rsize", "destination.bytes", document);
        if (IpLiteral.isLiteral(address)) {
            document.text("network.type", address.indexOf(':') < 0 ? "ipv4" : "ipv6");
        }
    }

    private static List<String> flags(String flags) {
        List<String> names = new ArrayList<>();
        for (String flag : flags.split(",")) {
            if (!flag.isEmpty()) {
                names.add(flag.toUpperCase(Locale.ROOT));
            }
        }
        return names;
    }
}
