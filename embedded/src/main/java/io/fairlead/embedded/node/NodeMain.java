// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.logging.LogManager;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The child's main: one Elasticsearch node that lives as long as its standard input.
 *
 * <p>Promise: whoever holds the other end of standard input decides when the node ends, and the kernel closes that end
 * when its holder dies, however it dies. Ctrl-C and the end of a terminal reach the whole process group and are ignored
 * here, so that whoever writes to the node can drain first. A node that does not close in {@value #CLOSE_SECONDS} s is
 * halted; Elasticsearch's own translog then recovers every acknowledged write at the next start.
 */
public final class NodeMain {
    private static final int CLOSE_SECONDS = 15;

    private NodeMain() {}

    /** Arguments: home, data folder, logs folder, cluster name, HTTP port, transport port. */
    public static void main(String[] arguments) {
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        Signal.handle(new Signal("HUP"), SignalHandler.SIG_IGN);
        System.setProperty("es.path.home", arguments[0]);
        System.setProperty("es.distribution.type", "zip");
        LogConfigurator.registerErrorListener();
        LogConfigurator.configureESLogging();
        // no daemon: the node's own threads are, so this one keeps the process alive
        Thread.ofPlatform().name("standard-input").start(NodeMain::exitWithStandardInput);
        try {
            Node node = node(arguments);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close-node"));
            node.start();
        } catch (Exception | LinkageError failure) {
            LogManager.getLogger(NodeMain.class).error("the node did not start", failure);
            Runtime.getRuntime().halt(1);
        }
    }

    private static Node node(String[] arguments) throws Exception {
        String cluster = arguments[3];
        Settings settings = Settings.builder()
                .put("path.home", arguments[0])
                .put("path.data", arguments[1])
                .put("path.logs", arguments[2])
                .put("cluster.name", cluster)
                .put("node.name", "embedded")
                .put("network.host", "127.0.0.1")
                .put("http.port", arguments[4])
                .put("transport.port", arguments[5])
                .put("node.portsfile", true)
                .put("discovery.type", "single-node")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
        LogConfigurator.setClusterName(cluster);
        LogConfigurator.setNodeName("embedded");
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                settings, Map.of(), Path.of(arguments[0], "config"), () -> "embedded");
        LogConfigurator.configure(environment, true);
        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir(), false), Set.of(), Map.of());
        return new Node(environment, plugins);
    }

    private static void exitWithStandardInput() {
        try {
            while (System.in.read() >= 0) {
                // nothing that is written matters, only its end
            }
        } catch (IOException broken) {
            LogManager.getLogger(NodeMain.class).warn("standard input broke, the node ends", broken);
        }
        Thread.ofPlatform().daemon().name("halt").start(NodeMain::haltLater);
        System.exit(0);
    }

    private static void haltLater() {
        try {
            TimeUnit.SECONDS.sleep(CLOSE_SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(2);
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (IOException failure) {
            LogManager.getLogger(NodeMain.class).warn("the node did not close cleanly", failure);
        }
    }
}
