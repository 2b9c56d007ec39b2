// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.Tree;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field as a rule uses it. Its name, with argument and transformers, and its sources say all about it. */
final class FieldProjection implements Projection {
    private final String name;
    private final List<String> sources;
    private final Function<List<Tree>, List<String>> reading;

    FieldProjection(String name, List<String> sources, Function<List<Tree>, List<String>> reading) {
        this.name = name;
        this.sources = List.copyOf(sources);
        this.reading = reading;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> sources() {
        return sources;
    }

    @Override
    public List<String> values(List<Tree> trees) {
        return reading.apply(trees);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldProjection that && name.equals(that.name) && sources.equals(that.sources);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + sources.hashCode();
    }

    @Override
    public String toString() {
        return name + sources;
    }
}
