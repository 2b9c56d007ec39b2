// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import io.fairlead.embedded.EmbeddedElasticsearch;
import io.fairlead.embedded.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker and one node for the whole run, started when the first test asks for them and stopped after the last. */
public class Servers implements ParameterResolver {
    /**
     * What runs.
     *
     * @param kafka the broker
     * @param node how the node is reached
     * @param server the node
     */
    public record Running(EmbeddedKafka kafka, Node node, AutoCloseable server) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            kafka.close();
            server.close();
        }
    }

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(getClass()))
                .computeIfAbsent(Running.class, key -> running(), Running.class);
    }

    private Running running() {
        try {
            return start(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "servers-"));
        } catch (Exception e) {
            throw new IllegalStateException("the servers of the tests do not start", e);
        }
    }

    Running start(Path folder) throws Exception {
        EmbeddedElasticsearch elasticsearch = EmbeddedElasticsearch.start(folder.resolve("elasticsearch"), 384);
        return new Running(EmbeddedKafka.start(folder.resolve("kafka")), Node.of(elasticsearch), elasticsearch);
    }
}
