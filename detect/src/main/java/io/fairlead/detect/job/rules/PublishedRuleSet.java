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

/** The files of a rule set as they were published, in order. Can travel inside the job's graph. */
public final class PublishedRuleSet implements Serializable {
    private static final long serialVersionUID = 1;

    private final String version;
    private final long effectiveFrom;
    private final String publishedBy;
    private final ArrayList<String> paths = new ArrayList<>();
    private final ArrayList<byte[]> contents = new ArrayList<>();

    private PublishedRuleSet(String version, long effectiveFrom, String publishedBy, List<RuleFile> files) {
        this.version = version;
        this.effectiveFrom = effectiveFrom;
        this.publishedBy = publishedBy;
        for (RuleFile file : files) {
            paths.add(file.getPath());
            contents.add(bytes(file.getContent()));
        }
    }

    /** The bytes themselves where the buffer is around them: sets that differ in one file share all others. */
    private static byte[] bytes(ByteBuffer content) {
        if (content.hasArray() && content.arrayOffset() == 0 && content.array().length == content.remaining()) {
            return content.array();
        }
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }

    /** A set that was published. */
    static PublishedRuleSet of(RuleManifest manifest, List<RuleFile> files) {
        return new PublishedRuleSet(
                manifest.getVersion(), manifest.getEffectiveFrom().toEpochMilli(), manifest.getPublishedBy(), files);
    }

    /** A set from files at hand, for a replay: in force since ever. */
    public static PublishedRuleSet of(List<RuleFile> files) {
        return of(files, Long.MIN_VALUE);
    }

    /** A set from files at hand, in force for what is received from here on, in milliseconds since the epoch. */
    public static PublishedRuleSet of(List<RuleFile> files, long effectiveFrom) {
        return new PublishedRuleSet(RuleManifests.version(files), effectiveFrom, "", files);
    }

    /** The set's version. */
    public String version() {
        return version;
    }

    /** Events received from here on are judged by this set; milliseconds since the epoch. */
    public long effectiveFrom() {
        return effectiveFrom;
    }

    /** Who published it; empty for files at hand. */
    public String publishedBy() {
        return publishedBy;
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
