// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Brings conditions over known leaves into their simplest form. */
final class Nodes {
    private final Questions questions;

    Nodes(Questions questions) {
        this.questions = questions;
    }

    Node of(Program program) {
        return switch (program) {
            case Program.All all -> all(of(all.parts()));
            case Program.Some some -> atLeast(some.number(), of(some.parts()));
            case Program.Negated not -> opposite(of(not.part()));
            case Program.Named named -> of(named.part());
            case Program.Ask ask -> new Node.Ask(ask.leaf().id);
        };
    }

    private List<Node> of(List<Program> programs) {
        List<Node> nodes = new ArrayList<>(programs.size());
        programs.forEach(program -> nodes.add(of(program)));
        return nodes;
    }

    private static Node all(List<Node> parts) {
        Set<Node> flat = new LinkedHashSet<>();
        for (Node part : parts) {
            if (part.equals(Node.FALSE)) {
                return Node.FALSE;
            }
            if (part instanceof Node.All inner) {
                flat.addAll(inner.parts());
            } else {
                flat.add(part);
            }
        }
        return flat.size() == 1 ? flat.iterator().next() : new Node.All(List.copyOf(flat));
    }

    private Node any(List<Node> parts) {
        Set<Node> flat = new LinkedHashSet<>();
        for (Node part : parts) {
            if (part.equals(Node.TRUE)) {
                return Node.TRUE;
            }
            if (part instanceof Node.Any inner) {
                flat.addAll(inner.parts());
            } else {
                flat.add(part);
            }
        }
        return flat.size() == 1 ? flat.iterator().next() : questions.gathered(List.copyOf(flat));
    }

    private static Node opposite(Node part) {
        if (part instanceof Node.Opposite inner) {
            return inner.part();
        }
        return part.equals(Node.TRUE) ? Node.FALSE : part.equals(Node.FALSE) ? Node.TRUE : new Node.Opposite(part);
    }

    private Node atLeast(int number, List<Node> parts) {
        if (number <= 0) {
            return Node.TRUE;
        }
        if (number > parts.size()) {
            return Node.FALSE;
        }
        if (number == 1) {
            return any(parts);
        }
        return number == parts.size() ? all(parts) : questions.count(number, parts);
    }
}
