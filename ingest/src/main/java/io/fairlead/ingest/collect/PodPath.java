// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a pod from the path the kubelet gives its logs: {@code <namespace>_<pod>_<uid>/<container>/<restarts>.log}. */
final class PodPath {
    private static final Pattern PATH =
            Pattern.compile(".*/([a-z0-9-]+)_([a-z0-9.-]+)_([A-Za-z0-9-]+)/([a-z0-9.-]+)/[0-9]+\\.log[^/]*");

    private PodPath() {}

    /** What is known of every line in the file. */
    static Map<String, String> attributes(Path file) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("path", file.toString());
        Matcher matcher = PATH.matcher(file.toString());
        if (matcher.matches()) {
            attributes.put("k8s.namespace", matcher.group(1));
            attributes.put("k8s.pod", matcher.group(2));
            attributes.put("k8s.pod_uid", matcher.group(3));
            attributes.put("k8s.container", matcher.group(4));
        }
        return attributes;
    }
}
