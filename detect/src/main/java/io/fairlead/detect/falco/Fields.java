// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.FieldDefinition.Argument;
import io.fairlead.detect.falco.Reading.Shape;
import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.Tree;
import io.fairlead.detect.yaml.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The fields that rules of one source may use. */
final class Fields {
    private final Source source;

    Fields(Source source) {
        this.source = source;
    }

    /**
     * A field that a rule uses.
     *
     * @param projection its values
     * @param shape how many there may be
     */
    record Used(Projection projection, Shape shape) {}

    /** What this field means. */
    Used use(Expression.Field field, int line) throws RuleException {
        FieldDefinition definition = definition(field, line);
        String argument = argument(field, definition, line);
        Shape shape = definition.reading().shape();
        boolean several = shape == Shape.LIST && argument.isEmpty();
        UnaryOperator<List<String>> transformed = Transformers.of(field, several, line);
        FieldDefinition.Reader reader = definition.reading().reader();
        Projection projection = new FieldProjection(
                field.text(), definition.paths(), trees -> transformed.apply(reader.read(trees, argument)));
        boolean one = (shape == Shape.LIST && !several) || Transformers.count(field);
        return new Used(projection, one ? Shape.ONE : shape);
    }

    /** What Falco says of the container in the output of a rule that asks for it at large. */
    String container() {
        return source.field("container.id").isPresent()
                ? "container_id=%container.id container_name=%container.name"
                : "";
    }

    /** Whether this field tells the stage of a request. */
    boolean isStage(Expression.Field field) {
        return field.name().equals("ka.stage")
                || (JsonFields.isPointer(field.name())
                        && field.argument().filter("/stage"::equals).isPresent());
    }

    /** Refuses a condition that names a field which the source does not have. */
    void know(Expression bound, int line) throws RuleException {
        List<Expression.Field> named = new ArrayList<>();
        Folding.walk(bound, true, (check, unused) -> {
            named.add(check.field());
            check.other().ifPresent(named::add);
        });
        for (Expression.Field field : named) {
            definition(field, line);
        }
    }

    /** What the source says of a field. */
    FieldDefinition definition(Expression.Field field, int line) throws RuleException {
        Optional<String> record = source.record();
        if (JsonFields.isPointer(field.name()) && record.isPresent()) {
            return JsonFields.value(record.get(), field.argument().orElse(""));
        }
        FieldDefinition known = source.field(field.name())
                .orElseThrow(() -> new RuleException(
                        RejectionCode.UNKNOWN_FIELD,
                        line,
                        "the field '" + field.name() + "' is not known for events of the source " + source.name()));
        return source.ownNames() ? own(field, known) : known;
    }

    /** The field as an event that calls it by its own name holds it. */
    private static FieldDefinition own(Expression.Field field, FieldDefinition known) {
        String name = field.plain().text();
        Shape shape = known.reading().shape();
        Argument argument = known.argument();
        return new FieldDefinition(
                List.of(name), Reading.of(shape, argument, (trees, unused) -> texts(trees)), Map.of());
    }

    private static List<String> texts(List<Tree> trees) {
        return new ArrayList<>(trees.getFirst().texts());
    }

    private static String argument(Expression.Field field, FieldDefinition definition, int line) throws RuleException {
        String written = field.argument().orElse("");
        boolean fits = switch (definition.argument()) {
            case NONE -> field.argument().isEmpty();
            case INDEX -> field.argument().isEmpty() || written.matches("[0-9]{1,6}");
            case KEY -> !written.isEmpty();
            case ANY -> field.argument().isEmpty() || !written.isEmpty();
        };
        if (!fits) {
            String wanted = definition.argument() == Argument.NONE
                    ? "no argument"
                    : definition.argument() == Argument.INDEX ? "an index or nothing" : "a key";
            throw new RuleException(
                    RejectionCode.BAD_CONDITION,
                    line,
                    "the field '" + field.name() + "' takes " + wanted + " in brackets");
        }
        return written;
    }
}
