// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.job.FlinkMain;
import io.fairlead.detect.job.FlinkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.ParseException;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterConfigurationParserFactory;

/** What containers of a Flink cluster are told, as Flink's own classes read it. */
final class FlinkFiles {
    private static final Path ROOT = PipelineProcess.root();
    private static final List<Class<?>> OPTIONS = List.of(
            BlobServerOptions.class,
            CheckpointingOptions.class,
            CoreOptions.class,
            JobManagerOptions.class,
            NettyShuffleEnvironmentOptions.class,
            RestOptions.class,
            TaskManagerOptions.class,
            WebOptions.class);

    private FlinkFiles() {}

    /** {@code deploy/flink/config.yaml}. */
    static Configuration settings() {
        return GlobalConfiguration.loadConfiguration(
                ROOT.resolve("deploy/flink").toString());
    }

    /** Names of options that Flink has. */
    static Set<String> options() throws IllegalAccessException {
        Set<String> names = new HashSet<>();
        for (Class<?> options : OPTIONS) {
            for (var field : options.getFields()) {
                if (field.getType() == ConfigOption.class) {
                    names.add(((ConfigOption<?>) field.get(null)).key());
                }
            }
        }
        return names;
    }

    /** What the job reads when the job manager's container is started with these words. */
    static FlinkSettings job(List<String> command, Path configuration) throws ParseException {
        assertThat(command.getFirst()).isEqualTo("standalone-job");
        // in front of them the entry point names the folder of the settings
        List<String> words = new ArrayList<>(List.of("--configDir", "/opt/flink/conf"));
        words.addAll(command.subList(1, command.size()));
        CommandLine read = new DefaultParser()
                .parse(
                        new StandaloneApplicationClusterConfigurationParserFactory().getOptions(),
                        words.toArray(String[]::new),
                        true);
        assertThat(read.getOptionValues("configDir")).containsExactly("/opt/flink/conf");
        assertThat(read.getOptionValue("job-classname")).isEqualTo(FlinkMain.class.getName());
        String[] arguments = read.getArgs();
        assertThat(arguments).hasSize(3).startsWith("resume", "--config");
        assertThat(arguments[2]).isEqualTo("/etc/fairlead/fairlead.yaml");
        arguments[2] = configuration.toString();
        return FlinkSettings.load(arguments, Map.of());
    }

    /** Names of what a reporter of Flink's shows, after what components/monitoring does to them. */
    static Set<String> relabelled(String shown) throws IOException {
        ServiceMonitor monitor =
                StrictManifests.read(
                                Files.readString(ROOT.resolve("deploy/kubernetes/components/monitoring/monitors.yaml")))
                        .stream()
                        .filter(ServiceMonitor.class::isInstance)
                        .map(ServiceMonitor.class::cast)
                        .findFirst()
                        .orElseThrow();
        Set<String> names = new HashSet<>();
        shown.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String name = line.split("[{ ]", 2)[0];
            for (ServiceMonitor.Relabeling rule :
                    monitor.spec().endpoints().getFirst().metricRelabelings()) {
                assertThat(rule.sourceLabels())
                        .containsExactly(rule.targetLabel())
                        .containsExactly("__name__");
                // Prometheus asks of an expression that it match the whole
                name = name.replaceFirst("^(?:" + rule.regex() + ")$", rule.replacement());
            }
            names.add(name);
        });
        return names;
    }

    /** Series of the job that the alert rules look at and task managers show; others are the job manager's. */
    static Set<String> alertedOn() throws IOException {
        Set<String> series = Pattern.compile("fairlead_detect_[a-z_]+")
                .matcher(Files.readString(ROOT.resolve("deploy/prometheus/fairlead.rules.yml")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(HashSet::new));
        for (String absent : List.of("checkpoints_completed", "restarts")) {
            assertThat(series.remove("fairlead_detect_" + absent)).as(absent).isTrue();
        }
        assertThat(series).hasSizeGreaterThan(2);
        return series;
    }

    /** Ports that the health check of a container asks. */
    static List<Integer> asked() throws IOException {
        return Arrays.stream(Files.readString(ROOT.resolve("deploy/flink/healthy.sh"))
                        .split("/dev/tcp/127.0.0.1/"))
                .skip(1)
                .map(rest -> Integer.valueOf(rest.split("\\D", 2)[0]))
                .toList();
    }
}
