// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a file asks of Falco. It must be well formed, and that is all: what this engine lacks it says of the rules themselves,
 * by the field or the word that it does not know, which is nearer to the point than a version of another program.
 */
final class Requirements {
    static final String ENGINE = "required_engine_version";
    static final String PLUGINS = "required_plugin_versions";

    private static final Set<String> PLUGIN_KEYS = Set.of("name", "version", "alternatives");
    private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+){0,2}([-+][0-9A-Za-z.+-]+)?");

    private Requirements() {}

    static boolean isOne(Item item) {
        return item.has(ENGINE) || item.has(PLUGINS);
    }

    static void check(Item item) throws RuleException {
        item.only(Set.of(ENGINE, PLUGINS));
        if (item.has(ENGINE)) {
            version(item, ENGINE);
        }
        if (item.has(PLUGINS)) {
            plugins(item, PLUGINS);
        }
    }

    private static void plugins(Item item, String key) throws RuleException {
        if (!(item.root().entries().get(key) instanceof Yaml.Sequence sequence)) {
            throw bad(item.root().lineOf(key), "'" + key + "' must be a list");
        }
        for (Yaml one : sequence.items()) {
            if (!(one instanceof Yaml.Mapping mapping)) {
                throw bad(one.line(), "a plugin is a mapping of name and version");
            }
            Item plugin = new Item(item.file(), mapping);
            plugin.only(PLUGIN_KEYS);
            plugin.needed("name");
            version(plugin, "version");
            if (plugin.has("alternatives")) {
                plugins(plugin, "alternatives");
            }
        }
    }

    private static void version(Item item, String key) throws RuleException {
        String version = item.needed(key);
        if (!VERSION.matcher(version).matches()) {
            throw bad(item.root().lineOf(key), "'" + version + "' is no version");
        }
    }

    private static RuleException bad(int line, String reason) {
        return new RuleException(RejectionCode.BAD_VALUE, line, reason);
    }
}
