// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processes with what a Flink distribution has on its class path, and nothing of ours. */
final class FlinkDistribution {
    private static final Pattern JARS = Pattern.compile(
            "(flink-(?!connector-(base|kafka)-).*"
                    + "|kryo|reflectasm|objenesis|minlog|commons-(cli|collections|compress|io|lang3|math3|text)|javassist"
                    + "|snappy-java|lz4-java|RoaringBitmap|jsr305|snakeyaml-engine|slf4j-api|log4j-(api|core|slf4j2-impl))-[0-9].*\\.jar");

    private FlinkDistribution() {}

    /** Starts a process in a cluster's folder; what it says goes to a file of its name there. */
    static Process java(Path folder, String name, String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // of those that a distribution's own configuration gives, the one its command line needs
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Dlog4j.configurationFile=" + folder.resolve("conf/log4j2.properties"),
                "-cp",
                classPath(),
                main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("FLINK_CONF_DIR", folder.resolve("conf").toString());
        builder.environment().put("FLINK_LIB_DIR", folder.resolve("lib").toString());
        return builder.start();
    }

    private static String classPath() throws IOException {
        Path rocks = PipelineProcess.root().resolve("e2e/target/flink-rocksdb");
        try (Stream<Path> rocksdb = Files.list(rocks)) {
            return Stream.concat(jars(), rocksdb).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** The jars of a Flink distribution that are on the class path of the tests. */
    static Stream<Path> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(jar -> JARS.matcher(jar.getFileName().toString()).matches());
    }
}
