// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleFileReference;
import io.fairlead.schemas.record.RuleManifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What lies on the topic {@code rules}, as far as it was read. Not thread-safe. */
final class RuleContents {
    private final Map<String, RuleFile> files = new LinkedHashMap<>();
    private final Map<String, RuleManifest> history = new TreeMap<>();
    private final Map<String, PublishedRuleSet> wholes = new HashMap<>();
    private @Nullable RuleManifest newest;

    /**
     * Takes a record in.
     *
     * @return whether a manifest came or went
     */
    boolean take(String key, byte @Nullable [] value) throws MalformedRecordException {
        if (key.equals(RuleTopic.MANIFEST_KEY)) {
            newest = value == null ? null : RecordCodec.get().decode(value, RuleManifest.class);
        } else if (key.startsWith(RuleTopic.HISTORY_PREFIX)) {
            if (value == null) {
                history.remove(key);
            } else {
                history.put(key, RecordCodec.get().decode(value, RuleManifest.class));
            }
        } else {
            if (value == null) {
                files.remove(key);
            } else {
                files.put(key, RecordCodec.get().decode(value, RuleFile.class));
            }
            return false;
        }
        return true;
    }

    Optional<RuleManifest> newest() {
        return Optional.ofNullable(newest);
    }

    /** Every manifest, each once, in the order in which they came into force. */
    List<RuleManifest> manifests() {
        List<RuleManifest> manifests = new ArrayList<>(history.values());
        if (newest != null && !manifests.contains(newest)) {
            manifests.add(newest);
        }
        manifests.sort(Comparator.comparing(RuleManifest::getEffectiveFrom));
        return manifests;
    }

    List<String> fileKeys() {
        return List.copyOf(files.keySet());
    }

    List<String> historyKeys() {
        return List.copyOf(history.keySet());
    }

    /** Every set that is whole, in the order in which they came into force; the same objects each time. */
    List<PublishedRuleSet> sets() {
        List<PublishedRuleSet> sets = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (RuleManifest manifest : manifests()) {
            String name = manifest.getVersion() + "@" + manifest.getEffectiveFrom();
            List<RuleFile> found = new ArrayList<>();
            if (!wholes.containsKey(name) && fault(manifest, found).isEmpty()) {
                wholes.put(name, PublishedRuleSet.of(manifest, found));
            }
            PublishedRuleSet whole = wholes.get(name);
            if (whole != null) {
                sets.add(whole);
                names.add(name);
            }
        }
        wholes.keySet().retainAll(names);
        return sets;
    }

    /** Why the set of this manifest is not whole; empty when it is. */
    String fault(RuleManifest manifest) {
        return fault(manifest, new ArrayList<>());
    }

    private String fault(RuleManifest manifest, List<RuleFile> found) {
        for (RuleFileReference reference : manifest.getFiles()) {
            RuleFile file = files.get(RuleTopic.fileKey(reference.getPath(), reference.getHash()));
            if (file == null) {
                return "the manifest names " + reference.getPath() + ", which is not there";
            }
            byte[] content = new byte[file.getContent().remaining()];
            file.getContent().duplicate().get(content);
            if (!Identity.sha256Hex(content).equals(reference.getHash())) {
                return reference.getPath() + " is not what its hash says";
            }
            found.add(file);
        }
        return "";
    }
}
