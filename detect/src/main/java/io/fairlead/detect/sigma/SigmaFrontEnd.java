// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.CompiledFiles;
import io.fairlead.detect.rule.ListFile;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RuleFrontEnd;
import io.fairlead.schemas.record.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sigma 2.1.
 *
 * <p>Promise: every document of every file is a rule or a rejection; what a rule says is what runs, nothing of a detection is
 * ignored. Keys beside the specification's are metadata, as it allows; ours are {@code triage} of rules and {@code owner}, {@code reason}
 * and {@code expires} of filters. Thread-safe.
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
        return new SigmaFrontEnd(logsource -> FieldNames.AS_IS, true);
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
    public boolean claimsPath(String path) {
        return ListFile.is(path);
    }

    @Override
    public CompiledFiles compile(List<RuleFile> files) {
        List<Rejection> rejections = new ArrayList<>();
        Map<Boolean, List<RuleFile>> byKind =
                files.stream().collect(Collectors.partitioningBy(file -> ListFile.is(file.getPath())));
        ValueLists lists = ValueLists.read(byKind.getOrDefault(true, List.of()), rejections);
        SigmaCompilation compilation = new SigmaCompilation(lookup, everywhere, lists, rejections);
        List<DocumentSplitter.Split> read = byKind.getOrDefault(false, List.of()).parallelStream()
                .map(SigmaFrontEnd::split)
                .toList();
        read.forEach(split -> rejections.addAll(split.rejections()));
        return compilation.compile(
                read.stream().flatMap(split -> split.documents().stream()).toList());
    }

    private static DocumentSplitter.Split split(RuleFile file) {
        String text =
                StandardCharsets.UTF_8.decode(file.getContent().duplicate()).toString();
        return DocumentSplitter.split(file.getPath(), text);
    }
}
