// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a template has data kept. */
final class Retention {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,12})(d|h|m|s|ms)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Retention() {}

    /** A sentence when data that is kept now would be deleted under this template. */
    static Optional<String> shortened(ElasticsearchTemplate template, JsonNode installed) {
        try {
            Optional<Duration> wanted = of(JSON.readTree(template.body()));
            Optional<Duration> kept = of(installed);
            return wanted.isPresent() && kept.isPresent() && wanted.get().compareTo(kept.get()) < 0
                    ? Optional.of("documents are kept for " + days(kept.get()) + " and would be deleted after "
                            + days(wanted.get()) + ": raise sink.elasticsearch.retention")
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the template " + template.name() + " is no JSON", e);
        }
    }

    private static Optional<Duration> of(JsonNode template) {
        Matcher time = TIME.matcher(template.path("template")
                .path("lifecycle")
                .path("data_retention")
                .asText());
        if (!time.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(time.group(1));
        return Optional.of(
                switch (time.group(2)) {
                    case "d" -> Duration.ofDays(number);
                    case "h" -> Duration.ofHours(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "s" -> Duration.ofSeconds(number);
                    default -> Duration.ofMillis(number);
                });
    }

    private static String days(Duration duration) {
        return duration.toHours() % 24 == 0 ? duration.toDays() + " days" : duration.toHours() + " hours";
    }
}
