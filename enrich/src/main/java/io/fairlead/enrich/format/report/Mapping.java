// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import io.fairlead.enrich.ecs.EcsDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Which values of a finding, or of what is around it ({@link Reference}), become which fields of its document. */
public final class Mapping {
    private static final Set<String> NOT_FIXED = Set.of("none", "not fixed", "unknown", "n/a");

    private final List<BiConsumer<Finding, EcsDocument>> fields = new ArrayList<>();

    /** Nothing is mapped yet. */
    public Mapping() {}

    /** The first value as text. */
    public Mapping text(String field, String... references) {
        List<Reference> from = Reference.all(references);
        return also((finding, document) -> document.text(field, finding.text(from)));
    }

    /** The first value as text, below the scanner's own namespace. */
    public Mapping own(String field, String... references) {
        List<Reference> from = Reference.all(references);
        return also((finding, document) -> document.text(finding.namespace() + "." + field, finding.text(from)));
    }

    /** All values as texts. */
    public Mapping texts(String field, String... references) {
        List<Reference> from = Reference.all(references);
        return also((finding, document) -> document.texts(field, finding.texts(from)));
    }

    /** The first value that is a number. */
    public Mapping number(String field, String... references) {
        List<Reference> from = Reference.all(references);
        return also((finding, document) -> {
            OptionalDouble number = finding.number(from);
            if (number.isPresent()) {
                document.node(field, DoubleNode.valueOf(number.getAsDouble()));
            }
        });
    }

    /** The scanner's word for how bad it is, kept as it is beside the one that all scanners share. */
    public Mapping severity(String... references) {
        List<Reference> from = Reference.all(references);
        return also((finding, document) -> {
            String word = finding.text(from);
            if (!word.isEmpty()) {
                document.text(finding.namespace() + ".severity", word);
                severity(Severity.of(word), document);
            }
        });
    }

    /** How bad it is by a word that the scanner did not write as its severity. */
    public static void severity(String word, EcsDocument document) {
        severity(Severity.of(word), document);
    }

    /** How bad it is by a score of CVSS; nothing when the text is no number. */
    public static void severityOfScore(String score, EcsDocument document) {
        Numbers.of(score).ifPresent(number -> severity(Severity.of(number), document));
    }

    /** Versions in which it is mended. */
    public static void fixed(Set<String> versions, EcsDocument document) {
        Set<String> known = new TreeSet<>(versions);
        known.removeIf(version -> version.isBlank() || NOT_FIXED.contains(version.toLowerCase(Locale.ROOT)));
        document.texts("package.fixed_version", known)
                .node("fairlead.finding.fixable", BooleanNode.valueOf(!known.isEmpty()));
    }

    private static void severity(Severity severity, EcsDocument document) {
        document.text("fairlead.finding.severity", severity.word()).number("event.severity", severity.number());
    }

    /** Versions in which it is mended; that there are any makes it fixable. */
    public Mapping fixedIn(String... references) {
        List<Reference> from = Reference.all(references);
        return also((finding, document) -> fixed(finding.texts(from), document));
    }

    /** That it is known to be used by attackers. */
    public Mapping exploited(Predicate<Finding> known) {
        return flag("fairlead.finding.exploited", known);
    }

    /** Something that is true or not said. */
    public Mapping flag(String field, Predicate<Finding> holds) {
        return also((finding, document) -> {
            if (holds.test(finding)) {
                document.node(field, BooleanNode.TRUE);
            }
        });
    }

    /** The image that was scanned, by its full name. */
    public Mapping image(String... references) {
        List<Reference> from = Reference.all(references);
        return also((finding, document) -> ImageName.of(finding.text(from)).write(document));
    }

    /** Digests of the image that was scanned, beside those in its name; what stands before an at sign is none of them. */
    public Mapping digests(String... references) {
        List<Reference> from = Reference.all(references);
        return also((finding, document) -> {
            Set<String> digests = new LinkedHashSet<>();
            finding.texts(from).forEach(text -> digests.add(text.substring(text.lastIndexOf('@') + 1)));
            document.texts("container.image.hash.all", digests);
        });
    }

    /** A score of CVSS and what tells its version: a number like {@code 3.1}, or a vector that begins with it. */
    public Mapping score(List<String> scores, List<String> versions) {
        List<Reference> from = scores.stream().map(Reference::of).toList();
        List<Reference> told = versions.stream().map(Reference::of).toList();
        return number("vulnerability.score.base", scores.toArray(String[]::new)).also((finding, document) -> {
            if (finding.number(from).isPresent()) {
                document.text("vulnerability.score.version", Cvss.version(finding.text(told)));
            }
        });
    }

    /** The best of several scores: where they stand, the path of the score in each, and those of what tells its version. */
    public Mapping scores(List<String> ratings, String score, String... versions) {
        List<Reference> from = ratings.stream().map(Reference::of).toList();
        return also((finding, document) -> {
            for (Reference reference : from) {
                if (Cvss.best(reference.in(finding), score, List.of(versions), document)
                        .isPresent()) {
                    return;
                }
            }
        });
    }

    /** The line of the file, counted from one. */
    public Mapping line(String... references) {
        List<Reference> from = Reference.all(references);
        return also((finding, document) -> {
            OptionalDouble number = finding.number(from);
            if (number.isPresent() && number.getAsDouble() >= 1 && number.getAsDouble() <= Integer.MAX_VALUE) {
                document.number("log.origin.file.line", (long) number.getAsDouble());
            }
        });
    }

    /** The same fields as another mapping. */
    public Mapping as(Mapping other) {
        fields.addAll(other.fields);
        return this;
    }

    /** Anything else. */
    public Mapping also(BiConsumer<Finding, EcsDocument> field) {
        fields.add(field);
        return this;
    }

    void write(Finding finding, EcsDocument document) {
        fields.forEach(field -> field.accept(finding, document));
    }
}
