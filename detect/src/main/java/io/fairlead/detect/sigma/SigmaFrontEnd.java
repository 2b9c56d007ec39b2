// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.CompiledFiles;
import io.fairlead.detect.rule.RuleFrontEnd;
import io.fairlead.schemas.record.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Sigma 2.1.
 *
 * <p>Promise: every document of every file is a rule or a rejection; what a rule says is what runs, nothing of a detection is
 * ignored. Keys beside the specification's are metadata, as it allows; {@code triage} is ours. Thread-safe.
 */
public final class SigmaFrontEnd implements RuleFrontEnd {
    private final FieldNames.Lookup lookup;
    private final boolean everywhere;

    private SigmaFrontEnd(FieldNames.Lookup lookup, boolean everywhere) {
        this.lookup = lookup;
        this.everywhere = everywhere;
    }

    /** Log sources and names mean what the bundled mapping says. */
    public static SigmaFrontEnd standard() {
        return new SigmaFrontEnd(LogsourceMap.bundled(), false);
    }

    /** Names are the documents' own and every rule is asked about every event. */
    public static SigmaFrontEnd asIs() {
        return new SigmaFrontEnd(logsource -> FieldNames.asIs(), true);
    }

    @Override
    public String language() {
        return "sigma";
    }

    /** A Sigma file holds mappings; a file whose first line opens a list is of another language. */
    @Override
    public boolean claims(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("---"))
                .findFirst()
                .map(line -> !line.equals("-") && !line.startsWith("- ") && !line.startsWith("["))
                .orElse(true);
    }

    @Override
    public CompiledFiles compile(List<RuleFile> files) {
        SigmaCompilation compilation = new SigmaCompilation(lookup, everywhere);
        List<SigmaDocument> documents = new ArrayList<>();
        for (RuleFile file : files) {
            String text =
                    StandardCharsets.UTF_8.decode(file.getContent().duplicate()).toString();
            new DocumentSplitter(file.getPath(), text, documents, compilation.rejections()).split();
        }
        return compilation.compile(documents);
    }
}
