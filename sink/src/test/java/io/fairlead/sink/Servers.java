// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import io.fairlead.embedded.EmbeddedElasticsearch;
import io.fairlead.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker and one node for the whole run, started when the first test asks for them and stopped after the last. */
public final class Servers implements ParameterResolver {
    /** What runs. */
    public record Running(EmbeddedKafka kafka, EmbeddedElasticsearch elasticsearch) implements AutoCloseable {
        @Override
        public void close() {
            kafka.close();
            elasticsearch.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Servers.class))
                .computeIfAbsent(Running.class, key -> start(), Running.class);
    }

    private static Running start() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "servers-");
            EmbeddedElasticsearch elasticsearch = EmbeddedElasticsearch.start(folder.resolve("elasticsearch"), 384);
            return new Running(EmbeddedKafka.start(folder.resolve("kafka")), elasticsearch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
