// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the Compose specification allows, as far as docker-compose.yml goes: every key, the type of its value and, where it
 * has one, its form. A key that is not here is a fault, so one that is new in the file is looked up before it is added.
 *
 * <p>Written from the specification's schema ({@code schema/compose-spec.json} of the repository compose-spec, the edition
 * with {@code post_start}, {@code pre_stop} and {@code gpus}), key by key. Where the schema takes several types this takes
 * the one that the file uses, and where it takes any text (restart, durations, sizes, ports, volumes) this takes the forms
 * that the specification's text describes: what passes here passes there.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json">its schema</a>
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/spec.md">its text</a>
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
    private static final Set<String> SECRET = Set.of("source", "target", "uid", "gid", "mode");
    private static final Set<String> VOLUME = Set.of("name", "driver", "driver_opts", "external", "labels");
    private static final Set<String> HEALTH =
            Set.of("test", "interval", "timeout", "retries", "start_period", "start_interval", "disable");
    private static final Set<String> CONDITIONS =
            Set.of("service_started", "service_healthy", "service_completed_successfully");
    private static final Pattern RESTART = Pattern.compile("no|always|unless-stopped|on-failure(:[0-9]+)?");
    private static final Pattern DURATION = Pattern.compile("([0-9]+(us|ms|s|m|h))+");
    private static final Pattern BYTES = Pattern.compile("[0-9]+([bkmg]|kb|mb|gb)?");
    private static final Pattern PORT = Pattern.compile("([0-9.]+:)?[0-9]+:[0-9]+(/(tcp|udp))?");
    private static final Pattern MOUNT =
            Pattern.compile("([./a-zA-Z0-9_-][^:]*:)?/[^:]+(:(ro|rw|z|Z)(,(ro|rw|z|Z))*)?");
    private static final Pattern LIMIT = Pattern.compile("[a-z]+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");

    private final List<String> faults = new ArrayList<>();

    private ComposeSpecification() {}

    /** Every fault in a file that was read, with where it is; empty when there is none. */
    static List<String> faults(Object file) {
        ComposeSpecification specification = new ComposeSpecification();
        Map<?, ?> top = specification.map("the file", file);
        specification.keys("the file", top, TOP);
        specification.text("name", top.get("name"));
        specification.named("services", top, specification::service);
        specification.named("volumes", top, (where, volume) -> {
            if (volume != null) {
                specification.keys(where, specification.map(where, volume), VOLUME);
            }
        });
        specification.named("secrets", top, (where, secret) -> {
            Map<?, ?> keys = specification.map(where, secret);
            specification.keys(where, keys, Set.of("file", "environment", "name"));
            keys.forEach((key, value) -> specification.text(where + "." + key, value));
        });
        return specification.faults;
    }

    private void named(String what, Map<?, ?> top, BiConsumer<String, @Nullable Object> each) {
        if (top.containsKey(what)) {
            map(what, top.get(what)).forEach((name, value) -> {
                matches(what, name, NAME);
                each.accept(what + "." + name, value);
            });
        }
    }

    /** A folder, or one with what is made of it. */
    private void build(String where, @Nullable Object value) {
        if (value instanceof Map<?, ?> build) {
            keys(where, build, Set.of("context", "dockerfile", "target"));
            build.forEach((key, text) -> text(where + "." + key, text));
        } else {
            text(where, value);
        }
    }

    /** One service; what is merged into it is held to the same. */
    private void service(String where, @Nullable Object declared) {
        Map<?, ?> service = map(where, declared);
        keys(where, service, SERVICE);
        service.forEach((key, value) -> value(where + "." + key, String.valueOf(key), value));
    }

    private void value(String at, String key, @Nullable Object value) {
        switch (key) {
            case "<<" -> service(at, value);
            case "build" -> build(at, value);
            case "image", "user" -> text(at, value);
            case "restart" -> matches(at, value, RESTART);
            case "mem_limit" -> matches(at, value, BYTES);
            case "ports" -> texts(at, value).forEach(port -> matches(at, port, PORT));
            case "volumes" -> texts(at, value).forEach(mount -> matches(at, mount, MOUNT));
            case "read_only" -> expect(at, value instanceof Boolean, "true or false");
            case "healthcheck" -> health(at, map(at, value));
            case "depends_on" ->
                map(at, value).forEach((name, how) -> {
                    matches(at, name, NAME);
                    depends(at + "." + name, map(at, how));
                });
            case "environment" ->
                map(at, value)
                        .forEach((name, text) -> expect(
                                at + "." + name, text instanceof String || text instanceof Number, "a text; quote it"));
            case "secrets" -> list(at, value).forEach(secret -> secret(at, secret));
            case "ulimits" ->
                map(at, value).forEach((name, limit) -> {
                    matches(at, name, LIMIT);
                    expect(at + "." + name, limit instanceof Integer, "a whole number");
                });
            case "entrypoint", "command", "tmpfs", "cap_drop", "cap_add", "security_opt", "profiles" ->
                texts(at, value);
            default -> expect(at, key.startsWith("x-") || !SERVICE.contains(key), "a form that is looked up first");
        }
    }

    private void secret(String where, @Nullable Object secret) {
        if (!(secret instanceof String)) {
            Map<?, ?> keys = map(where, secret);
            keys(where, keys, SECRET);
            keys.forEach((key, value) -> text(where + "." + key, value));
        }
    }

    private void health(String where, Map<?, ?> health) {
        keys(where, health, HEALTH);
        for (String key : List.of("interval", "timeout", "start_period", "start_interval")) {
            if (health.containsKey(key)) {
                matches(where + "." + key, health.get(key), DURATION);
            }
        }
        if (health.containsKey("retries")) {
            expect(where + ".retries", health.get("retries") instanceof Integer, "a whole number");
        }
        if (health.containsKey("disable")) {
            expect(where + ".disable", health.get("disable") instanceof Boolean, "true or false");
        } else {
            List<?> test = texts(where + ".test", health.get("test"));
            expect(
                    where + ".test",
                    !test.isEmpty() && Set.of("NONE", "CMD", "CMD-SHELL").contains(test.getFirst()),
                    "CMD, CMD-SHELL or NONE first");
        }
    }

    private void depends(String where, Map<?, ?> how) {
        keys(where, how, Set.of("condition", "restart", "required"));
        expect(where, CONDITIONS.contains(String.valueOf(how.get("condition"))), "one of " + CONDITIONS);
        for (String key : List.of("restart", "required")) {
            expect(where, !how.containsKey(key) || how.get(key) instanceof Boolean, "true or false for " + key);
        }
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

    private void text(String where, @Nullable Object value) {
        expect(where, value instanceof String, "a text");
    }

    /** A list of texts, none of them twice where order does not count. */
    private List<?> texts(String where, @Nullable Object value) {
        List<?> texts = list(where, value);
        texts.forEach(text -> text(where, text));
        boolean words = where.endsWith("command") || where.endsWith("entrypoint") || where.endsWith("test");
        expect(where, words || Set.copyOf(texts).size() == texts.size(), "nothing twice");
        return texts;
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
