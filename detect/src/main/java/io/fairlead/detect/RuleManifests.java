// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect;

import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleFileReference;
import io.fairlead.schemas.record.RuleManifest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Manifests and files of rule sets. */
public final class RuleManifests {
    private RuleManifests() {}

    /** The manifest of these files in this order. */
    public static RuleManifest of(List<RuleFile> files, Instant effectiveFrom, String publishedBy) {
        List<RuleFileReference> references = files.stream()
                .map(file -> new RuleFileReference(file.getPath(), file.getHash()))
                .toList();
        return new RuleManifest(version(files), effectiveFrom, publishedBy, references);
    }

    /** The version of a set: SHA-256 over paths and hashes of all files in order, hex, first 16 characters. */
    public static String version(List<RuleFile> files) {
        StringBuilder text = new StringBuilder();
        for (RuleFile file : files) {
            text.append(file.getPath().length()).append(':').append(file.getPath());
            text.append(file.getHash()).append('\n');
        }
        return Identity.sha256Hex(text.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, 16);
    }

    /** A rule file record of this content. */
    public static RuleFile file(String path, byte[] content) {
        return new RuleFile(path, Identity.sha256Hex(content), ByteBuffer.wrap(content));
    }
}
