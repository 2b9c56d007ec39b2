// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.alert;

import io.fairlead.schemas.record.Evidence;
import io.fairlead.schemas.record.FieldMatch;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of an alert: who did what to what, from where, and why the rule fired. */
final class AlertMessage {
    private static final int LONGEST_PART = 160;
    private static final int MOST_SENTENCES = 50;

    private AlertMessage() {}

    /** One sentence for a tired human; the rule's own where it has one. */
    static String of(AlertFacts facts, MergedEntities entities) {
        if (!facts.message().isEmpty()) {
            return facts.message();
        }
        StringBuilder text = new StringBuilder(facts.rule().title()).append(": ");
        text.append(shown(entities.union("user.name"), "users", "someone"));
        List<String> effective = entities.union("user.effective.name");
        if (!effective.isEmpty()) {
            text.append(" acting as ").append(shown(effective, "users", ""));
        }
        text.append(what(entities));
        List<String> source = entities.union("source.ip");
        if (!source.isEmpty()) {
            text.append(" from ").append(shown(source, "addresses", ""));
        }
        facts.window()
                .ifPresent(window -> text.append(facts.measured()
                                .map(measured -> " — measured " + measured.toPlainString() + " over ")
                                .orElse(" — counted "))
                        .append(facts.count())
                        .append(" within ")
                        .append(words(Duration.between(window.getStart(), window.getEnd()))));
        String why = why(facts);
        if (!why.isEmpty()) {
            text.append(" (").append(why).append(')');
        }
        return text.toString();
    }

    /** One sentence a true leaf, repeated ones once. */
    static List<String> explanation(AlertFacts facts) {
        Set<String> sentences = new LinkedHashSet<>();
        for (Evidence evidence : facts.evidence()) {
            for (FieldMatch match : evidence.getMatches()) {
                if (sentences.size() < MOST_SENTENCES) {
                    sentences.add(sentence(match));
                }
            }
        }
        return List.copyOf(sentences);
    }

    private static String sentence(FieldMatch match) {
        String field = match.getField().isEmpty() ? "some field" : "field " + match.getField();
        return "selection " + match.getSelection() + ": " + field + " " + match.getOperator() + " '"
                + match.getPattern() + "' (value '" + match.getValue() + "')";
    }

    private static String what(MergedEntities entities) {
        StringBuilder text = new StringBuilder();
        String verb = entities.only("kubernetes.audit.verb");
        String resource = entities.only("kubernetes.audit.objectRef.resource");
        String subresource = entities.only("kubernetes.audit.objectRef.subresource");
        if (!verb.isEmpty()) {
            text.append(" did ").append(verb);
            if (!resource.isEmpty()) {
                text.append(' ').append(resource).append(subresource.isEmpty() ? "" : "/" + subresource);
            }
        } else if (!entities.only("event.action").isEmpty()) {
            text.append(" did ").append(entities.only("event.action"));
        } else {
            text.append(" acted");
        }
        List<String> command = entities.args();
        if (!command.isEmpty()) {
            text.append(" running '").append(cut(String.join(" ", command))).append('\'');
        } else if (!entities.only("process.command_line").isEmpty()) {
            text.append(" running '")
                    .append(cut(entities.only("process.command_line")))
                    .append('\'');
        }
        return text.append(where(entities)).toString();
    }

    private static String where(MergedEntities entities) {
        List<String> names = entities.union("kubernetes.audit.objectRef.name");
        if (names.isEmpty()) {
            names = entities.union("kubernetes.pod.name");
        }
        if (names.isEmpty()) {
            names = entities.union("orchestrator.resource.name", "container.name");
        }
        List<String> namespaces = entities.union("kubernetes.audit.objectRef.namespace");
        if (namespaces.isEmpty()) {
            namespaces = entities.union("kubernetes.namespace", "orchestrator.namespace");
        }
        StringBuilder text = new StringBuilder();
        if (!names.isEmpty()) {
            text.append(" on ").append(shown(names, "objects", ""));
        }
        if (!namespaces.isEmpty()) {
            text.append(" in namespace ").append(shown(namespaces, "namespaces", ""));
        }
        String cluster = entities.only("orchestrator.cluster.name");
        if (!cluster.isEmpty()) {
            text.append(text.isEmpty() ? " in cluster " : " of cluster ").append(cut(cluster));
        }
        return text.toString();
    }

    private static String why(AlertFacts facts) {
        if (facts.evidence().isEmpty()) {
            return "";
        }
        return facts.evidence().getLast().getMatches().stream()
                .map(match -> (match.getField().isEmpty() ? "text" : match.getField()) + " " + match.getOperator()
                        + " '" + cut(match.getPattern()) + "'")
                .distinct()
                .limit(4)
                .collect(Collectors.joining(", "));
    }

    private static String shown(List<String> values, String many, String none) {
        if (values.isEmpty()) {
            return none;
        }
        return values.size() <= 3
                ? values.stream().map(AlertMessage::cut).collect(Collectors.joining(", "))
                : cut(values.getFirst()) + " and " + (values.size() - 1) + " other " + many;
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return "a second";
        }
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_PART ? line : line.substring(0, LONGEST_PART) + "…";
    }
}
