// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the Compose specification allows, as far as docker-compose.yml goes: every key and, where they are of a form, its
 * values. A key that is not here is a fault, so one that is new in the file is looked up before it is added.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/spec.md">the Compose specification</a>
 */
final class ComposeSpecification {
    private static final Set<String> TOP = Set.of("name", "services", "networks", "volumes", "configs", "secrets");
    private static final Set<String> SERVICE = Set.of(
            "image",
            "build",
            "restart",
            "read_only",
            "cap_drop",
            "cap_add",
            "security_opt",
            "tmpfs",
            "healthcheck",
            "depends_on",
            "environment",
            "volumes",
            "secrets",
            "mem_limit",
            "entrypoint",
            "command",
            "ports",
            "ulimits",
            "profiles",
            "user");
    private static final Set<String> LISTS =
            Set.of("cap_drop", "cap_add", "security_opt", "volumes", "ports", "profiles");
    private static final Set<String> HEALTH =
            Set.of("test", "interval", "timeout", "retries", "start_period", "start_interval", "disable");
    private static final Set<String> CONDITIONS =
            Set.of("service_started", "service_healthy", "service_completed_successfully");
    private static final Pattern RESTART = Pattern.compile("no|always|unless-stopped|on-failure(:[0-9]+)?");
    private static final Pattern DURATION = Pattern.compile("([0-9]+(us|ms|s|m|h))+");
    private static final Pattern BYTES = Pattern.compile("[0-9]+([bkmg]|kb|mb|gb)?");
    private static final Pattern PORT = Pattern.compile("([0-9.]+:)?[0-9]+:[0-9]+(/(tcp|udp))?");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");

    private final List<String> faults = new ArrayList<>();

    private ComposeSpecification() {}

    /** Every fault in a file that was read, with where it is; empty when there is none. */
    static List<String> faults(Object file) {
        ComposeSpecification specification = new ComposeSpecification();
        Map<?, ?> top = specification.map("the file", file);
        specification.keys("the file", top, TOP);
        specification.map("services", top.get("services")).forEach((name, service) -> {
            specification.matches("services", name, NAME);
            specification.service("services." + name, specification.map("services." + name, service));
        });
        specification
                .map("secrets", top.get("secrets"))
                .forEach((name, secret) -> specification.keys(
                        "secrets." + name,
                        specification.map("secrets." + name, secret),
                        Set.of("file", "environment", "external", "name")));
        return specification.faults;
    }

    private void service(String where, Map<?, ?> service) {
        keys(where, service, SERVICE);
        service.forEach((key, value) -> {
            String at = where + "." + key;
            switch (String.valueOf(key)) {
                case "restart" -> matches(at, value, RESTART);
                case "mem_limit" -> matches(at, value, BYTES);
                case "ports" -> list(at, value).forEach(port -> matches(at, port, PORT));
                case "read_only" -> expect(at, value instanceof Boolean, "true or false");
                case "healthcheck" -> health(at, map(at, value));
                case "depends_on" -> map(at, value).forEach((name, how) -> depends(at + "." + name, map(at, how)));
                case "environment" ->
                    map(at, value)
                            .forEach((name, text) -> expect(
                                    at + "." + name,
                                    text instanceof String || text instanceof Number,
                                    "a text; quote it"));
                case "secrets" ->
                    list(at, value).forEach(secret -> {
                        if (!(secret instanceof String)) {
                            keys(at, map(at, secret), Set.of("source", "target", "uid", "gid", "mode"));
                        }
                    });
                case "entrypoint", "command", "tmpfs" ->
                    expect(at, value instanceof String || value instanceof List, "a text or a list");
                default -> {
                    if (LISTS.contains(String.valueOf(key))) {
                        list(at, value).forEach(entry -> expect(at, entry instanceof String, "a list of texts"));
                    }
                }
            }
        });
    }

    private void health(String where, Map<?, ?> health) {
        keys(where, health, HEALTH);
        for (String key : List.of("interval", "timeout", "start_period", "start_interval")) {
            if (health.containsKey(key)) {
                matches(where + "." + key, health.get(key), DURATION);
            }
        }
        if (health.get("test") instanceof List<?> test) {
            expect(where, Set.of("NONE", "CMD", "CMD-SHELL").contains(test.getFirst()), "CMD, CMD-SHELL or NONE first");
        }
    }

    private void depends(String where, Map<?, ?> how) {
        keys(where, how, Set.of("condition", "restart", "required"));
        expect(where, CONDITIONS.contains(String.valueOf(how.get("condition"))), "one of " + CONDITIONS);
    }

    private void keys(String where, Map<?, ?> map, Set<String> known) {
        for (Object key : map.keySet()) {
            String name = String.valueOf(key);
            expect(where, known.contains(name) || name.startsWith("x-") || name.equals("<<"), "no key " + name);
        }
    }

    private void matches(String where, @Nullable Object value, Pattern form) {
        expect(where, form.matcher(String.valueOf(value)).matches(), "a value like " + form + ", not " + value);
    }

    private void expect(String where, boolean holds, String what) {
        if (!holds) {
            faults.add(where + " takes " + what);
        }
    }

    private Map<?, ?> map(String where, @Nullable Object value) {
        expect(where, value instanceof Map, "a mapping");
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private List<?> list(String where, @Nullable Object value) {
        expect(where, value instanceof List, "a list");
        return value instanceof List<?> list ? list : List.of();
    }
}
