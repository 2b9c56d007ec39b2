// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.FieldDefinition.Argument;
import io.fairlead.detect.falco.Reading.Shape;
import io.fairlead.detect.rule.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Readings of the containers that an audit event asks for. */
final class PodReadings implements Readings {
    private static final Map<String, Reading> PLAIN = Map.of(
            "repositories", each(PodReadings::repositories),
            "host-ports", each(PodReadings::ports),
            "first-image", first(containers -> AuditReadings.below(containers, List.of("image"))),
            "first-repository", first(PodReadings::repositories),
            "any-privileged", Reading.one((trees, unused) -> anyPrivileged(trees.getFirst())));

    @Override
    public Optional<Reading> of(String word, List<String> keys) {
        return word.equals("effective")
                ? Optional.of(Reading.of(
                        Shape.LIST,
                        Argument.INDEX,
                        (trees, index) -> effective(
                                AuditReadings.picked(trees.getFirst(), index), trees.getLast(), keys.getFirst())))
                : Readings.of(PLAIN).of(word, keys);
    }

    private interface OfContainers {
        List<String> read(List<Tree> containers);
    }

    private static Reading each(OfContainers reading) {
        return Reading.of(
                Shape.LIST,
                Argument.INDEX,
                (trees, index) -> reading.read(AuditReadings.picked(trees.getFirst(), index)));
    }

    private static Reading first(OfContainers reading) {
        return Reading.one((trees, unused) -> reading.read(AuditReadings.picked(trees.getFirst(), "0")));
    }

    /** A container's own value, else the pod's, else 0. */
    private static List<String> effective(List<Tree> containers, Tree ofPod, String key) {
        List<String> texts = new ArrayList<>();
        for (Tree container : containers) {
            Tree own = container.at("securityContext").at(key);
            Tree effective = own.isNothing() ? ofPod.at(key) : own;
            if (!container.isNothing()) {
                texts.add(effective.isNothing() ? "0" : effective.text());
            }
        }
        return texts;
    }

    private static List<String> repositories(List<Tree> containers) {
        return AuditReadings.below(containers, List.of("image")).stream()
                .map(ImageNames::repository)
                .toList();
    }

    /** Host ports; a container port where none is given, since on the host's network it is one. */
    private static List<String> ports(List<Tree> containers) {
        List<String> ports = new ArrayList<>();
        for (Tree container : containers) {
            for (Tree port : container.at("ports").items()) {
                Tree onHost = port.at("hostPort");
                ports.addAll(Trees.value(onHost.isNothing() ? port.at("containerPort") : onHost));
            }
        }
        return ports;
    }

    private static List<String> anyPrivileged(Tree containers) {
        if (!(containers instanceof Tree.Items)) {
            return List.of();
        }
        boolean any = AuditReadings.below(containers.items(), List.of("securityContext", "privileged"))
                .contains("true");
        return List.of(Boolean.toString(any));
    }
}
