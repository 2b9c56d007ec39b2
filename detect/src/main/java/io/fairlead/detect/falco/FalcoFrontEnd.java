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
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Falco's rule language.
 *
 * <p>Promise: every rule of every file is compiled as all files together leave it, or rejected; nothing of a condition is
 * ignored. Files count in the order given: later definitions replace, append to or override earlier ones, and macros and lists
 * mean what they mean in the end. A rule that no dataset can answer is rejected with the system call, the field or the source
 * that it waits for; one that a dataset answers in part is asked with a warning. Thread-safe.
 */
public final class FalcoFrontEnd implements RuleFrontEnd {
    private static final Pattern ENTRY = Pattern.compile(
            "^\\s*-?\\s*\\[?\\{?\\s*[\"']?(rule|macro|list|required_engine_version|required_plugin_versions)[\"']?\\s*:",
            Pattern.MULTILINE);

    private final Map<String, Source> sources;
    private final boolean everywhere;

    private FalcoFrontEnd(Map<String, Source> sources, boolean everywhere) {
        this.sources = sources;
        this.everywhere = everywhere;
    }

    /** Rules are asked about events of the pipeline: sources become datasets, fields the documents' fields. */
    public static FalcoFrontEnd standard() {
        return new FalcoFrontEnd(Sources.standard(), false);
    }

    /**
     * Rules are asked about every document, as if it were a record as their source writes it: an audit event, a record of
     * CloudTrail. Rules for system calls find their fields under the fields' own names.
     */
    public static FalcoFrontEnd asIs() {
        return new FalcoFrontEnd(Sources.asIs(), true);
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
        return new FalcoCompilation(definitions, rejections, sources, everywhere).compile();
    }
}
