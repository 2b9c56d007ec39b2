// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.Corpus;
import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.ListFile;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.detect.rule.Warning;
import io.fairlead.detect.rule.WarningCode;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class SigmaCorpusTest {
    private static final Logger LOG = LoggerFactory.getLogger(SigmaCorpusTest.class);

    @Test
    void publishedRulesCompileButThoseWhoseListsAreMissing() throws IOException {
        List<RuleFile> files = Corpus.rules("sigma");
        RuleSet set = RuleSetCompiler.standard().compile(files);
        Map<WarningCode, Long> warnings = set.warnings().stream()
                .collect(Collectors.groupingBy(Warning::code, TreeMap::new, Collectors.counting()));
        LOG.info(
                "published rules: {} files, {} compiled, warnings {}",
                files.size(),
                set.rules().size(),
                warnings);
        assertThat(set.rules().size() + set.rejections().size()).isEqualTo(files.size());
        assertThat(set.rejections()).hasSizeLessThanOrEqualTo(25).allSatisfy(one -> {
            assertThat(one.code()).isEqualTo(RejectionCode.MISSING_LIST);
            assertThat(one.reason()).matches("no list of values for the placeholder %[A-Za-z0-9_.-]+%");
        });
    }

    @Test
    void withTheListsAllPublishedRulesCompile() throws IOException {
        List<RuleFile> files = Corpus.rules("sigma");
        StringBuilder lists = new StringBuilder();
        for (Rejection one : RuleSetCompiler.standard().compile(files).rejections()) {
            String name = one.reason().replaceAll(".*%(.+)%$", "$1");
            if (lists.indexOf(name + ":") < 0) {
                lists.append(name).append(": [dc1.example.org, 192.0.2.1]\n");
            }
        }
        List<RuleFile> all = new ArrayList<>(files);
        all.add(RuleManifests.file(ListFile.PREFIX + "all.yml", lists.toString().getBytes(StandardCharsets.UTF_8)));
        RuleSet set = RuleSetCompiler.standard().compile(all);
        assertThat(set.rejections()).isEmpty();
        assertThat(set.rules()).hasSize(files.size());
    }
}
