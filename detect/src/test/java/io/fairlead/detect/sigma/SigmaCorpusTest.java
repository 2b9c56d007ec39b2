// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.detect.Corpus;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.nio.ByteBuffer;
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
    void publishedRulesCompileOrSayWhyNot() throws IOException {
        List<RuleFile> files = Corpus.rules("sigma");
        RuleSet set = RuleSetCompiler.standard().compile(files);
        Map<RejectionCode, Long> codes = set.rejections().stream()
                .collect(Collectors.groupingBy(Rejection::code, TreeMap::new, Collectors.counting()));
        LOG.info(
                "published rules: {} files, {} compiled, rejected by code {}",
                files.size(),
                set.rules().size(),
                codes);
        set.rejections()
                .forEach(one -> LOG.info(
                        "{}:{} {} {}", one.file(), one.line(), one.code().text(), one.reason()));
        assertThat(set.rules().size() + set.rejections().size()).isEqualTo(files.size());
        assertThat(codes.keySet()).isSubsetOf(RejectionCode.MISSING_LIST, RejectionCode.BAD_REGEX);
        assertThat(set.rules().size()).isGreaterThanOrEqualTo(files.size() * 99 / 100);
    }

    @Test
    void recordedEventsMatchTheirRules() throws IOException {
        RuleMatcher matcher = RuleMatcher.compile(RuleSetCompiler.asIs().compile(Corpus.rules("sigma")));
        JsonMapper json = new JsonMapper();
        JsonNode vectors = json.readTree(Corpus.path("sigma/regression.json").toFile());
        List<String> missed = new ArrayList<>();
        for (JsonNode vector : vectors) {
            String wanted = vector.get("rule_id").asText();
            long hits = 0;
            for (JsonNode event : vector.get("events")) {
                hits += matcher.match("any", true, ByteBuffer.wrap(json.writeValueAsBytes(event))).stream()
                        .filter(match -> match.rule().id().equals(wanted))
                        .count();
            }
            if (hits != vector.get("oracle_matches").asLong()) {
                missed.add(vector.get("rule").asText() + " " + hits);
            }
        }
        assertThat(vectors.size()).isGreaterThanOrEqualTo(100);
        assertThat(missed).isEmpty();
    }
}
