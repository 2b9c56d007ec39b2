// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One format driven by Jazzer in a JVM of its own, beginning with the format's golden records.
 *
 * @param format what was driven
 * @param passed whether it ended by itself, in time, and found nothing
 * @param runs Jazzer's own word for how many inputs were tried; empty when it did not come so far
 * @param log everything that it wrote
 */
record JazzerRun(String format, boolean passed, String runs, String log) {
    /** How much longer than it fuzzes a run may take: many start at once on few cores, each instruments our classes. */
    private static final int STARTING = 180;

    private static final List<String> ARCHIVES = List.of(
            "fairlead",
            "avro",
            "jackson",
            "re2j",
            "snakeyaml",
            "micrometer",
            "jazzer",
            "jspecify",
            "slf4j",
            "log4j",
            "assertj");
    private static final List<String> UNUSED_HOOKS = List.of(
            "ClojureLangHooks",
            "ExpressionLanguageInjection",
            "LdapInjection",
            "NamingContextLookup",
            "ScriptEngineInjection",
            "SqlInjection",
            "TemplateInjection");

    /** Fuzzes for so many seconds by the clock; the folder takes what it needs and what it finds. */
    static JazzerRun of(String format, int seconds, Path folder) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve(format));
        int number = 0;
        for (byte[] sample : Samples.of(format)) {
            Files.write(corpus.resolve("golden-" + number++), sample);
        }
        Path log = folder.resolve(format + ".log");
        Process process = new ProcessBuilder(command(format, seconds, folder, corpus))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended;
        try {
            ended = process.waitFor(seconds + STARTING, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
        // What is tried may stand in the log as it is, so it need not be text.
        String words = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        String runs = words.lines()
                .filter(line -> line.startsWith("Done "))
                .findFirst()
                .orElse("");
        return new JazzerRun(format, ended && process.exitValue() == 0, runs, words);
    }

    private static List<String> command(String format, int seconds, Path folder, Path corpus) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-cp", classPath()));
        // Avro must be let into what Jazzer passes over; the rest is quiet on every release of Java.
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+EnableDynamicAgentLoading",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=java.lang,io.fairlead.schemas.record",
                "-D" + FormatFuzzer.FORMAT + "=" + format));
        command.addAll(List.of(
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FormatFuzzer.class.getName(),
                "--instrumentation_includes=io.fairlead.enrich.**",
                "--custom_hook_includes=io.fairlead.enrich.**",
                "--disabled_hooks=" + hooks(),
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + File.separator,
                "-max_total_time=" + seconds,
                "-max_len=8192",
                "-rss_limit_mb=2048",
                corpus.toString()));
        return command;
    }

    /** Folders of classes and the archives that formats need: Jazzer looks through all of it at every start. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(place -> Files.isDirectory(Path.of(place))
                        || ARCHIVES.stream()
                                .anyMatch(name ->
                                        Path.of(place).getFileName().toString().startsWith(name)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Every method's instrumentation asks all hooks; these watch what no format does. */
    private static String hooks() {
        return UNUSED_HOOKS.stream()
                .map("com.code_intelligence.jazzer.sanitizers."::concat)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
