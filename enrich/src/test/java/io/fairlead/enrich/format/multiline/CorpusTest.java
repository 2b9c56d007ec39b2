// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Suites of a shipper of logs: what it joins, we join. */
final class CorpusTest {
    @Test
    void suitesGiveWhatTheyExpect() throws IOException {
        JsonNode suites = new ObjectMapper()
                .readTree(Corpus.assumePresent("container-logs")
                        .resolve("multiline.json")
                        .toFile());
        for (String suite : List.of("cri", "docker", "java", "python", "endswith")) {
            check(suites, suite, suite.equals("cri") || suite.equals("docker"), Map.of());
        }
        // this one is about what a user says of first lines
        check(suites, "issue_3817_1", true, Map.of(LineCoalescer.START, "^\\[DEBUG\\]"));
    }

    private static void check(JsonNode suites, String suite, boolean container, Map<String, String> attributes) {
        List<String> input = texts(suites.get(suite + "_input"));
        List<String> expected = texts(suites.get(suite + "_output"));
        assertThat(expected).as(suite).isNotEmpty();
        String format = container ? "container.multiline" : "plain.multiline";
        List<String> messages = Lines.messages(format, input, -1, attributes);
        if (suite.equals("cri")) {
            // outputs are joined apart, so only each one's order stands
            assertThat(messages).as(suite).containsExactlyInAnyOrderElementsOf(expected);
        } else {
            assertThat(messages).as(suite).isEqualTo(expected);
        }
    }

    /** A record has no end of line; within it they stay. */
    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText().replaceFirst("\\n+$", "")));
        return texts;
    }
}
