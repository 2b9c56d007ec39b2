// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import com.google.re2j.Pattern;
import io.fairlead.schemas.config.Setting;
import java.util.List;
import java.util.Optional;

/**
 * Files to follow.
 *
 * @param paths absolute globs; rotated siblings of what they match are read too
 * @param format the format of their lines; {@code container} joins CRI and Docker lines
 * @param multilineStart what the first line of several that belong together looks like
 * @param cluster the cluster they belong to, or empty
 * @param start where files that exist at the very first start are read from
 */
public record SourceConfig(
        @Setting(doc = "Absolute globs, for example /var/log/pods/*/*/*.log; * stays within one directory.")
        List<String> paths,

        @Setting(
                doc = "Format of the lines: container (CRI or Docker), kubernetes.audit, json, plain ...;"
                        + " container.multiline and plain.multiline join stack traces.",
                defaultValue = "container")
        String format,

        @Setting(
                doc = "Expression (RE2) that the first of several lines matches which belong together; for"
                        + " container.multiline and plain.multiline, which know stack traces without it.")
        Optional<String> multilineStart,

        @Setting(doc = "The cluster the files belong to.", defaultValue = "")
        String cluster,

        @Setting(
                doc = "Where files that exist at the very first start are read from: beginning or end.",
                defaultValue = "beginning")
        Start start) {

    /** Where to begin. */
    public enum Start {
        /** With the first line. */
        BEGINNING,
        /** With the first line written from now on. */
        END
    }

    /** Whether the lines have what a container runtime puts around them. */
    boolean ofContainers() {
        return format.equals("container") || format.equals("container.multiline");
    }

    public SourceConfig {
        paths = List.copyOf(paths);
        multilineStart.ifPresent(Pattern::compile);
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("a source needs paths");
        }
        for (String path : paths) {
            if (!path.startsWith("/") || path.contains("**")) {
                throw new IllegalArgumentException(
                        "'" + path + "': a path is absolute, and * stays within one directory (no **)");
            }
        }
    }
}
