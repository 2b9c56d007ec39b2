// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.LineFormat;
import io.fairlead.enrich.format.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A line of CoreDNS: a query as its plugin log writes it, in its format {@code common} or {@code combined}, and what its other
 * plugins say. Source: CoreDNS, log and errors plugins.
 */
public final class CoreDnsFormat extends LineFormat {
    private static final String OWN = "coredns.log.";
    private static final List<String> NAMES = List.of(
            "stamp",
            "level",
            "address",
            "port",
            "id",
            "type",
            "class",
            "name",
            "proto",
            "size",
            "dnssec",
            "buffer",
            "code",
            "flags",
            "sent",
            "took",
            "operation",
            "plugin",
            "said");
    private static final Pattern LINE = Pattern.compile("(?:(\\d{4}-\\d\\d-\\d\\dT\\S+) )?(?:\\[([A-Z]+)\\] )?"
            + "(?:\\[?([0-9a-fA-F.:]+?)\\]?:(\\d+) - (\\d+) \"(\\S+) (\\S+) (\\S+)"
            + " (udp|tcp|tls|https|https3|grpc|quic) (\\d+) (true|false) (\\d+)\" (\\S+) (\\S+) (\\d+) ([0-9.e\\-]+)s(?: \"(\\d+)\")?"
            + "|(plugin/[a-z0-9_\\-]+): (.+))");

    /** What the plugin errors says of a query: the code of its answer, the name, the type, the error. */
    private static final Pattern FAILED = Pattern.compile("(\\d{1,2}) (\\S+) ([A-Z0-9]+): (.*)");

    /** Codes of answers. Source: RFC 1035, 4.1.1; RFC 2136, 2.2. */
    private static final List<String> CODES = List.of(
            "NOERROR",
            "FORMERR",
            "SERVFAIL",
            "NXDOMAIN",
            "NOTIMP",
            "REFUSED",
            "YXDOMAIN",
            "YXRRSET",
            "NXRRSET",
            "NOTAUTH",
            "NOTZONE");

    /** Operations. Source: RFC 1035, 4.1.1; RFC 1996; RFC 2136. */
    private static final Map<String, String> OPERATIONS =
            Map.of("0", "QUERY", "1", "IQUERY", "2", "STATUS", "4", "NOTIFY", "5", "UPDATE");

    /** For the service loader. */
    public CoreDnsFormat() {
        super("coredns.log", "coredns.log");
    }

    @Override
    protected boolean mayBe(byte[] bytes) {
        byte first = bytes[0];
        return bytes.length > 20 && (first == '[' && bytes[1] <= 'f' || first >= '0' && first <= '9');
    }

    @Override
    protected Optional<ObjectNode> line(String text) {
        Matcher match = LINE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < NAMES.size(); i++) {
            String value = match.group(i + 1);
            if (value != null) {
                record.put(NAMES.get(i), value);
            }
        }
        // only the plugin log writes lines without a level, and those are no plugin's
        boolean bare = record.has("plugin") && !record.has("level");
        return bare ? Optional.empty() : Optional.of(record.put("line", text));
    }

    @Override
    protected Optional<ObjectNode> record(ObjectNode json) {
        return Optional.empty();
    }

    @Override
    protected String stamp(Fields record, Source source) {
        return record.text("stamp");
    }

    @Override
    protected void write(Fields record, Source source, EcsDocument document) {
        document.text("message", record.text("line"))
                .texts("event.category", List.of("network"))
                .text("log.level", record.text("level").toLowerCase(Locale.ROOT))
                .text("log.logger", record.text("plugin"))
                .text("network.protocol", "dns");
        if (record.root().has("said")) {
            said(record, document);
        } else {
            query(record, document);
        }
    }

    private static void query(Fields record, EcsDocument document) {
        boolean udp = List.of("udp", "quic", "https3").contains(record.text("proto"));
        document.texts("event.type", List.of("protocol", "info"))
                .text("dns.type", "answer")
                .text("dns.id", record.text("id"))
                .text("dns.op_code", OPERATIONS.getOrDefault(record.text("operation"), ""))
                .text("dns.question.class", record.text("class"))
                .texts("dns.header_flags", flags(record))
                .text("network.transport", udp ? "udp" : "tcp")
                .text("network.iana_number", udp ? "17" : "6")
                .text(OWN + "dnssec_ok", record.text("dnssec"));
        question(record.text("name"), record.text("type"), record.text("code"), document);
        String address = record.text("address");
        record.source(address, document);
        record.number("port", "source.port", document);
        record.number("size", "source.bytes", document);
        record.number("sent", "destination.bytes", document);
        record.number("buffer", OWN + "buffer_size", document);
        nanos(record.text("took")).ifPresent(nanos -> document.number("event.duration", nanos));
        if (IpLiteral.isLiteral(address)) {
            document.text("network.type", address.indexOf(':') < 0 ? "ipv4" : "ipv6");
        }
    }

    private static void said(Fields record, EcsDocument document) {
        boolean serious = List.of("ERROR", "FATAL").contains(record.text("level"));
        document.texts("event.type", serious ? List.of("protocol", "error") : List.of("protocol", "info"));
        if (serious) {
            document.text(OWN + "error.message", record.text("said")).text("error.message", record.text("said"));
        }
        Matcher failed = FAILED.matcher(record.text("said"));
        if (record.text("plugin").equals("plugin/errors") && failed.matches()) {
            int code = Integer.parseInt(failed.group(1));
            question(
                    failed.group(2),
                    failed.group(3),
                    code < CODES.size() ? CODES.get(code) : failed.group(1),
                    document);
            document.text(OWN + "error.message", failed.group(4)).text("error.message", failed.group(4));
        }
    }

    private static void question(String name, String type, String code, EcsDocument document) {
        String question = name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        document.text("event.action", "dns-query")
                .text("event.outcome", code.equals("NOERROR") ? "success" : "failure")
                .text("dns.question.name", question)
                .text("dns.question.type", type)
                .text("dns.response_code", code)
                .texts("related.hosts", question.equals(".") || type.equals("PTR") ? List.of() : List.of(question));
    }

    /** The flags as ECS knows them: that it is an answer says the type, and that DNSSEC is asked for stands elsewhere in the line. */
    private static List<String> flags(Fields record) {
        List<String> names = new ArrayList<>();
        for (String flag : record.text("flags").split(",")) {
            if (!flag.isEmpty() && !flag.equals("-") && !flag.equals("qr")) {
                names.add(flag.toUpperCase(Locale.ROOT));
            }
        }
        if (record.text("dnssec").equals("true")) {
            names.add("DO");
        }
        return names;
    }

    private static Optional<Long> nanos(String seconds) {
        try {
            return seconds.length() > 24
                    ? Optional.empty()
                    : Optional.of(new BigDecimal(seconds).movePointRight(9).longValue());
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
