// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line of the child.
 *
 * @param home the folder found by {@link NodeHome}
 * @param dirs where the node keeps its things
 * @param heapMegabytes heap of the child; direct memory gets half as much
 * @param archive the node's classes as its JVM lays them out
 * @param options further options of the child's JVM, after ours: the later one counts
 */
record NodeCommand(Path home, NodeDirs dirs, int heapMegabytes, ClassArchive archive, List<String> options) {
    /** Environment variable with the options, apart by spaces; for example {@code -XX:TieredStopAtLevel=1}. */
    static final String OPTIONS_VARIABLE = "FAIRLEAD_ELASTICSEARCH_OPTS";

    private static final String MAIN = "io.fairlead.embedded.node.NodeMain";
    private static final List<String> OPENED =
            List.of("lucene.codecs.lucene99", "lucene.codecs.hnsw", "lucene.internal.vectorization");

    /** The options that a value of {@value #OPTIONS_VARIABLE} holds. */
    static List<String> options(@Nullable String value) {
        return value == null || value.isBlank()
                ? List.of()
                : List.of(value.strip().split("\\s+"));
    }

    List<String> line(String cluster, int httpPort, int transportPort) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xms" + heapMegabytes + "m");
        line.add("-Xmx" + heapMegabytes + "m");
        line.add("-XX:MaxDirectMemorySize=" + heapMegabytes / 2 + "m");
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.add("-Xss1m");
        line.add("-Djava.awt.headless=true");
        // what the distribution's own start script sets
        line.add("-Dio.netty.noUnsafe=true");
        line.add("-Dio.netty.noKeySetOptimization=true");
        line.add("-Dio.netty.allocator.numDirectArenas=0");
        line.add("-Dlog4j2.disable.jmx=true");
        line.add("-Dlog4j.shutdownHookEnabled=false");
        line.add("-Djava.io.tmpdir=" + dirs.temporary());
        line.add("--add-modules=jdk.incubator.vector,jdk.net,jdk.management.agent,ALL-MODULE-PATH");
        line.add("--enable-native-access=org.elasticsearch.nativeaccess,org.elasticsearch.foreign,"
                + "org.apache.lucene.core,ALL-UNNAMED");
        OPENED.forEach(name ->
                line.add("--add-opens=org.apache.lucene.core/org.apache." + name + "=org.elasticsearch.server"));
        line.addAll(archive.options());
        line.addAll(options);
        line.add("--module-path");
        line.add(home.resolve("lib").toString());
        line.add("-cp");
        line.add(home.resolve("boot") + "/*");
        line.add(MAIN);
        line.add(home.toString());
        line.add(dirs.data().toString());
        line.add(dirs.logs().toString());
        line.add(cluster);
        line.add(Integer.toString(httpPort));
        line.add(Integer.toString(transportPort));
        return line;
    }
}
