// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import io.fairlead.detect.RuleManifests;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleManifest;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a rule set as they were published, in order. Travels inside the job's graph, so that every subtask, and
 * every restart of the job by Flink, judges by the same set.
 */
public final class PublishedRuleSet implements Serializable {
    private static final long serialVersionUID = 1;

    private final String version;
    private final ArrayList<String> paths = new ArrayList<>();
    private final ArrayList<byte[]> contents = new ArrayList<>();

    private PublishedRuleSet(String version, List<RuleFile> files) {
        this.version = version;
        for (RuleFile file : files) {
            paths.add(file.getPath());
            ByteBuffer content = file.getContent().duplicate();
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            contents.add(bytes);
        }
    }

    /** A set that was published. */
    static PublishedRuleSet of(RuleManifest manifest, List<RuleFile> files) {
        return new PublishedRuleSet(manifest.getVersion(), files);
    }

    /** A set from files at hand, for a replay. */
    public static PublishedRuleSet of(List<RuleFile> files) {
        return new PublishedRuleSet(RuleManifests.version(files), files);
    }

    /** The set's version. */
    public String version() {
        return version;
    }

    /** The files in order. */
    public List<RuleFile> files() {
        List<RuleFile> files = new ArrayList<>(paths.size());
        for (int i = 0; i < paths.size(); i++) {
            files.add(RuleManifests.file(paths.get(i), contents.get(i)));
        }
        return files;
    }
}
