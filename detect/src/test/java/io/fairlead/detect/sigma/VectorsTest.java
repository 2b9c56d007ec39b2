// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.ListFile;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The vectors of {@code specification.yml}, from the text of a rule to yes or no. */
class VectorsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LISTS = "admins: [root, 'adm_*']\nhosts: [one, two]\nnets: [10.0.0.0/8, 'fd00::/8']\n";

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void isAsTheSpecificationSays(String says, Object detection, List<?> yes, List<?> no) {
        String rule = "title: A rule\nid: the-rule\nlogsource: {product: any}\n" + dump(Map.of("detection", detection));
        List<RuleFile> files = new ArrayList<>(RuleTexts.files(rule));
        files.add(RuleManifests.file(ListFile.PREFIX + "lists.yml", LISTS.getBytes(StandardCharsets.UTF_8)));
        RuleSet set = RuleSetCompiler.asIs().compile(files);
        assertThat(set.rejections()).as(says).isEmpty();
        RuleMatcher matcher = RuleMatcher.compile(set);
        yes.forEach(event ->
                assertThat(matches(matcher, event)).as("%s: %s", says, event).isTrue());
        no.forEach(event ->
                assertThat(matches(matcher, event)).as("%s: %s", says, event).isFalse());
    }

    static Stream<Arguments> vectors() {
        Load load = new Load(LoadSettings.builder().build());
        List<Arguments> all = new ArrayList<>();
        for (Object entry : (List<?>) load.loadFromString(text())) {
            Map<?, ?> vector = (Map<?, ?>) entry;
            List<?> yes = (List<?>) vector.get("yes");
            List<?> no = (List<?>) vector.get("no");
            assertThat(vector.keySet().stream().map(String::valueOf))
                    .containsExactlyInAnyOrder("says", "detection", "yes", "no");
            assertThat(yes).as("%s", vector.get("says")).isNotEmpty();
            assertThat(no).as("%s", vector.get("says")).isNotEmpty();
            all.add(Arguments.of(vector.get("says"), vector.get("detection"), yes, no));
        }
        return all.stream();
    }

    private static boolean matches(RuleMatcher matcher, Object event) {
        try {
            return !matcher.match("any", true, RuleTexts.document(JSON.writeValueAsString(event)))
                    .isEmpty();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String dump(Object value) {
        return new Dump(DumpSettings.builder().build()).dumpToString(value);
    }

    private static String text() {
        try (InputStream in = VectorsTest.class.getResourceAsStream("/sigma/specification.yml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
