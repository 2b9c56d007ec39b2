// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Readings of {@code container.*} and {@code evt.*} of process events. */
final class ContainerReadings {
    private static final String HOST = "host";
    private static final int SHORT_ID = 12;

    private ContainerReadings() {}

    static Map<String, Reading> all() {
        Map<String, Reading> readings = new HashMap<>();
        readings.put(
                "container-id",
                Reading.one((trees, unused) -> List.of(shortId(id(trees)))).neverAbsent());
        readings.put("full-id", Reading.one((trees, unused) -> Trees.optional(id(trees))));
        readings.put("container-name", Reading.one((trees, unused) -> name(trees)));
        readings.put("scheme", Reading.one((trees, unused) -> scheme(trees)));
        readings.put("image", Reading.one((trees, unused) -> Trees.optional(image(trees))));
        readings.put(
                "repository",
                Reading.one(
                        (trees, unused) -> Trees.optional(ImageNames.repository(Trees.scalar(Trees.first(trees))))));
        readings.put("tag", Reading.one((trees, unused) -> Trees.optional(tag(trees))));
        readings.put("digest", Reading.one((trees, unused) -> Trees.optional(digest(trees))));
        readings.put("event-type", Reading.one((trees, unused) -> Trees.optional(eventType(trees))));
        readings.put("result", Reading.one((trees, unused) -> Trees.optional(result(trees))));
        readings.put(
                "failed",
                Reading.one((trees, unused) ->
                        List.of(Boolean.toString(trees.getFirst().text().equals("fail")))));
        readings.put("exit-direction", Reading.constant(List.of("<")));
        readings.put("syscall", Reading.constant(List.of("syscall")));
        readings.put("process", Reading.constant(List.of("process")));
        return readings;
    }

    /** The container's id without the runtime's name before it; empty on the host. */
    private static String id(List<Tree> trees) {
        String id = Trees.text(trees.toArray(Tree[]::new));
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static String shortId(String id) {
        return id.isEmpty() ? HOST : id.substring(0, Math.min(SHORT_ID, id.length()));
    }

    private static List<String> name(List<Tree> trees) {
        String name = Trees.text(trees.getFirst());
        boolean host = id(trees.subList(1, trees.size())).isEmpty();
        return name.isEmpty() && host ? List.of(HOST) : Trees.optional(name);
    }

    /** The runtime, by its own field or by what stands before the id. */
    private static List<String> scheme(List<Tree> trees) {
        for (Tree tree : trees.subList(1, trees.size())) {
            int end = tree.isNothing() ? -1 : tree.text().indexOf("://");
            if (end > 0) {
                return List.of(tree.text().substring(0, end));
            }
        }
        return Trees.optional(Trees.text(trees.getFirst()));
    }

    private static String image(List<Tree> trees) {
        String name = Trees.text(trees.get(0));
        String tag = Trees.text(trees.get(1));
        boolean whole = name.isEmpty() || tag.isEmpty() || !ImageNames.tag(name).isEmpty();
        return whole ? name : name + ":" + tag;
    }

    private static String tag(List<Tree> trees) {
        String written = Trees.text(trees.get(1));
        return written.isEmpty() ? ImageNames.tag(Trees.text(trees.get(0))) : written;
    }

    private static String digest(List<Tree> trees) {
        String text = Trees.text(trees.toArray(Tree[]::new));
        return text.contains("sha256:") ? text.substring(text.indexOf("sha256:")) : "";
    }

    /** The system call; of a sensor other than the audit daemon a started process was started by execve. */
    private static String eventType(List<Tree> trees) {
        String call = Trees.text(trees.get(0));
        if (!call.isEmpty() || !trees.get(1).isNothing()) {
            return call;
        }
        boolean process = trees.get(2).texts().contains("process");
        boolean forked = List.of("fork", "clone").contains(Trees.text(trees.get(4)));
        if (!process || forked) {
            return "";
        }
        List<String> types = trees.get(3).texts();
        return types.contains("start") ? "execve" : types.contains("end") ? "procexit" : "";
    }

    private static String result(List<Tree> trees) {
        String exit = Trees.text(trees.get(1));
        return !trees.get(0).text().equals("fail") ? "SUCCESS" : exit;
    }
}
