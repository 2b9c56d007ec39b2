// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is published where a file was broken by a change: a rule that was good keeps its last good version, which is the
 * file as it was published last. Being settled when a set is published, it holds for every job and every restart alike.
 *
 * @param files the files to publish
 * @param kept the files that stay as they were, and why
 * @param compiled what the files to publish come to
 */
public record LastGood(List<RuleFile> files, List<Kept> kept, RuleSet compiled) {
    /**
     * A file that stays as it was.
     *
     * @param path of the file
     * @param reason why its new version does not compile, with the line
     */
    public record Kept(String path, String reason) {}

    public LastGood {
        files = List.copyOf(files);
        kept = List.copyOf(kept);
    }

    /** The files to publish in the place of these, after this set. */
    public static LastGood of(List<RuleFile> wanted, Optional<PublishedRuleSet> before) {
        RuleSetCompiler compiler = RuleSetCompiler.standard();
        RuleSet compiled = compiler.compile(wanted);
        if (before.isEmpty() || compiled.rejections().isEmpty()) {
            return new LastGood(wanted, List.of(), compiled);
        }
        Map<String, RuleFile> published = new HashMap<>();
        before.get().files().forEach(file -> published.put(file.getPath(), file));
        List<RuleInfo> good = infos(compiler.compile(before.get().files())).toList();
        List<RuleFile> files = new ArrayList<>();
        List<Kept> kept = new ArrayList<>();
        for (RuleFile file : wanted) {
            Optional<Rejection> broken = compiled.rejections().stream()
                    .filter(rejection -> rejection.file().equals(file.getPath()))
                    .filter(rejection -> good.stream().anyMatch(info -> isOf(info, rejection)))
                    .findFirst();
            RuleFile earlier = published.get(file.getPath());
            if (broken.isPresent() && earlier != null && !earlier.getHash().equals(file.getHash())) {
                files.add(earlier);
                kept.add(new Kept(
                        file.getPath(),
                        "line " + broken.get().line() + ": " + broken.get().reason()));
            } else {
                files.add(file);
            }
        }
        return new LastGood(files, kept, kept.isEmpty() ? compiled : compiler.compile(files));
    }

    /** Whether the rejection is of this rule; one of a file as a whole is of every rule in it. */
    private static boolean isOf(RuleInfo info, Rejection rejection) {
        if (!info.file().equals(rejection.file())) {
            return false;
        }
        boolean whole = rejection.id().isEmpty() && rejection.title().isEmpty();
        return whole
                || (rejection.id().isEmpty()
                        ? info.title().equals(rejection.title())
                        : info.id().equals(rejection.id()));
    }

    private static Stream<RuleInfo> infos(RuleSet set) {
        return Stream.concat(
                set.rules().stream().map(DetectionRule::info),
                set.correlations().stream().map(CorrelationRule::info));
    }
}
