// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.CompiledFiles;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RuleFrontEnd;
import io.fairlead.schemas.record.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Falco's rule language for events of the source {@code k8s_audit}.
 *
 * <p>Promise: every rule of every file is compiled as all files together leave it, or rejected; nothing of a condition is
 * ignored. Files count in the order given: later definitions replace, append to or override earlier ones, and macros and lists
 * mean what they mean in the end. Rules for system calls and for other plugins are rejected, since no dataset carries their
 * events. Thread-safe.
 */
public final class FalcoFrontEnd implements RuleFrontEnd {
    private static final Pattern ENTRY = Pattern.compile(
            "^\\s*-?\\s*\\[?\\{?\\s*[\"']?(rule|macro|list|required_engine_version|required_plugin_versions)[\"']?\\s*:",
            Pattern.MULTILINE);

    private final String base;
    private final boolean everywhere;

    private FalcoFrontEnd(String base, boolean everywhere) {
        this.base = base;
        this.everywhere = everywhere;
    }

    /** Rules are asked about audit events of the pipeline. */
    public static FalcoFrontEnd standard() {
        return new FalcoFrontEnd("kubernetes.audit.", false);
    }

    /** Rules are asked about every document, as if it were an audit event as an API server writes it. */
    public static FalcoFrontEnd asIs() {
        return new FalcoFrontEnd("", true);
    }

    @Override
    public String language() {
        return "falco";
    }

    /** A Falco file is a list with a rule, a macro, a list or a requirement among its entries. */
    @Override
    public boolean claims(String text) {
        boolean list = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("---"))
                .findFirst()
                .filter(line -> line.equals("-") || line.startsWith("- ") || line.startsWith("["))
                .isPresent();
        return list && ENTRY.matcher(text).find();
    }

    @Override
    public CompiledFiles compile(List<RuleFile> files) {
        Definitions definitions = new Definitions();
        List<Rejection> rejections = new ArrayList<>();
        for (RuleFile file : files) {
            String text =
                    StandardCharsets.UTF_8.decode(file.getContent().duplicate()).toString();
            new FileReader(file.getPath(), definitions, rejections).read(text);
        }
        return new FalcoCompilation(definitions, rejections, base, everywhere).compile();
    }
}
