// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeededRandomTest {
    private static final Pattern SEED = Pattern.compile("-D" + SeededRandom.PROPERTY + "=(-?\\d+)");

    @AfterEach
    void anySeedAgain() {
        System.clearProperty(SeededRandom.PROPERTY);
    }

    @Test
    void failureNamesASeedThatFailsAgain() {
        List<Long> drawn = new ArrayList<>();
        SeededRandom.Property failsSometimes = random -> {
            drawn.add(random.nextLong());
            assertThat(drawn.size()).isLessThan(5);
        };
        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(
                () -> SeededRandom.check("some property", 100, failsSometimes));
        assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("some property");
        Matcher seed = SEED.matcher(String.valueOf(failure.getMessage()));
        assertThat(seed.find()).isTrue();
        System.setProperty(SeededRandom.PROPERTY, seed.group(1));
        assertThatThrownBy(() -> SeededRandom.check("some property", 100, failsSometimes))
                .isInstanceOf(AssertionError.class);
        assertThat(drawn).hasSize(6);
        assertThat(drawn.get(5)).isEqualTo(drawn.get(4));
    }

    @Test
    void randomJsonIsStrictJsonAndVaries() {
        JsonMapper strict = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        Set<String> seen = new HashSet<>();
        SeededRandom.check("random JSON is JSON", 500, random -> {
            String json = new RandomJson(random).object(5);
            seen.add(json);
            assertThat(strict.readTree(json).isObject()).as(json).isTrue();
        });
        assertThat(seen.size()).isGreaterThan(100);
    }
}
