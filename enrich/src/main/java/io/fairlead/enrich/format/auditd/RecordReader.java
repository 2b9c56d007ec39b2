// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a line's body: mends what old kernels and PAM write, splits it into values and decodes them. */
final class RecordReader {
    /** Stands between what the kernel wrote and what an enriching daemon ({@code log_format = ENRICHED}) added. */
    private static final char ENRICHED = '\u001d';

    private static final String[] CONTEXT = {"_user", "_role", "_domain", "_level", "_category"};
    private static final List<String> NAMES = List.of(
            "UID", "AUID", "GID", "EUID", "EGID", "SUID", "SGID", "FSUID", "FSGID", "OUID", "OGID", "ID", "SAUID");

    private static final Pattern ADDED =
            Pattern.compile("(?:ARCH=\\S+ SYSCALL=\\S+ )?(?:[A-Z][A-Z_-]*=\"[^\"]*\" ?)+$");

    private RecordReader() {}

    /** The record on this line. */
    static AuditRecord read(AuditLine line) {
        String type = line.type().toLowerCase(Locale.ROOT);
        int mark = line.body().indexOf(ENRICHED);
        int start = mark < 0 ? addedAt(line.body()) : mark;
        // go-libaudit reads what follows a key without its mark as part of the key, and so do its users' searches
        boolean apart = mark >= 0
                || start > 0
                        && (line.body().charAt(start - 1) == ' ' || !line.body().startsWith("ARCH=", start));
        String body = start < 0 || !apart ? line.body() : line.body().substring(0, start);
        Map<String, Values.Value> values = Values.of(mended(line.type(), body));
        TreeMap<String, String> data = new TreeMap<>();
        Map<String, String> written = new HashMap<>();
        values.forEach((key, value) -> {
            data.put(key, Decoding.of(line.type(), key, value));
            written.put(key, value.written());
        });
        List<String> keys = keys(values.get("key"));
        data.remove("key");
        shape(line.type(), data);
        return new AuditRecord(line, type, data, written, keys, names(line.body(), mark < 0 ? start - 1 : mark));
    }

    /** Where the added part begins when a shipper took the mark before it away; -1 when nothing was added. */
    private static int addedAt(String body) {
        String text = body.stripTrailing();
        if (text.endsWith("}")) {
            return text.indexOf("SADDR={");
        }
        if (!text.endsWith("\"") || !text.contains("ID=\"")) {
            return -1;
        }
        Matcher added = ADDED.matcher(text);
        return added.find() ? added.start() : -1;
    }

    private static void shape(String type, TreeMap<String, String> data) {
        for (String id : List.of("auid", "old-auid", "ses")) {
            data.computeIfPresent(
                    id, (key, value) -> value.equals("4294967295") || value.equals("-1") ? "unset" : value);
        }
        split("subj", data);
        result(data);
        data.computeIfPresent("exit", (key, value) -> Kernel.exit(value));
        switch (type) {
            case "SYSCALL", "SECCOMP" -> {
                data.computeIfPresent("arch", (key, value) -> Kernel.architecture(value));
                String architecture = data.getOrDefault("arch", "");
                data.computeIfPresent("syscall", (key, value) -> Kernel.call(architecture, value));
                if (type.equals("SECCOMP")) {
                    data.computeIfPresent("sig", (key, value) -> Signals.name(value));
                }
            }
            case "SOCKADDR" -> {
                Optional<Map<String, String>> address =
                        Optional.ofNullable(data.get("saddr")).flatMap(SocketAddress::of);
                address.ifPresent(fields -> {
                    data.remove("saddr");
                    data.putAll(fields);
                });
            }
            case "PATH" -> split("obj", data);
            default -> {}
        }
    }

    private static String mended(String type, String body) {
        return switch (type) {
            case "AVC", "USER_AVC" -> SelinuxDecision.mended(body);
            case "LOGIN" ->
                body.replace("old auid", "old_auid")
                        .replace("new auid", "new_auid")
                        .replace("old ses", "old_ses")
                        .replace("new ses", "new_ses");
            case "CRED_DISP", "USER_START", "USER_END" -> unbraced(body);
            default -> body;
        };
    }

    /** PAM once wrote {@code (hostname=…, addr=…, terminal=… res=success)}. */
    private static String unbraced(String body) {
        int brace = body.indexOf(" (hostname=");
        if (brace < 0) {
            return body;
        }
        int end = body.length();
        while (end > 0 && ")'".indexOf(body.charAt(end - 1)) >= 0) {
            end--;
        }
        return body.substring(0, brace + 1) + body.substring(brace + 2, end);
    }

    /** A security context {@code user:role:domain:level:category}. */
    private static void split(String key, TreeMap<String, String> data) {
        String context = data.remove(key);
        if (context != null) {
            String[] parts = context.split(":", CONTEXT.length);
            for (int i = 0; i < parts.length; i++) {
                data.put(key + CONTEXT[i], parts[i]);
            }
        }
    }

    private static void result(TreeMap<String, String> data) {
        String result = data.remove("success");
        if (result == null) {
            result = data.remove("res");
        }
        if (result != null) {
            String word = result.toLowerCase(Locale.ROOT);
            boolean success = word.equals("yes") || word.equals("1") || word.startsWith("suc");
            data.put("result", success ? "success" : "fail");
        }
    }

    /** {@code key="net"}, {@code key="key=net"}, or several in hexadecimal digits with 0x01 between them. */
    private static List<String> keys(Values.@org.jspecify.annotations.Nullable Value key) {
        if (key == null) {
            return List.of();
        }
        Optional<String> decoded = HexText.decode(key.written());
        if (decoded.isPresent()) {
            return List.of(decoded.get().split("\u0001"));
        }
        int equals = key.text().indexOf('=');
        return List.of(key.text().substring(equals + 1));
    }

    private static Map<String, String> names(String body, int enriched) {
        if (enriched < 0) {
            return Map.of();
        }
        Map<String, String> names = new HashMap<>();
        for (String name : NAMES) {
            String mark = name + "=\"";
            int at = body.indexOf(mark, enriched);
            while (at > 0 && at != enriched + 1 && body.charAt(at - 1) != ' ') {
                // the end of a longer name: AUID before UID
                at = body.indexOf(mark, at + 1);
            }
            boolean whole = at > 0;
            int end = whole ? body.indexOf('"', at + mark.length()) : -1;
            if (end > at + mark.length()) {
                String value = body.substring(at + mark.length(), end);
                if (!value.equals("unset") && !value.startsWith("unknown(")) {
                    names.put(name.toLowerCase(Locale.ROOT), value);
                }
            }
        }
        return names;
    }
}
