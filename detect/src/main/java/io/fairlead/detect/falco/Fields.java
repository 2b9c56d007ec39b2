// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.FieldDefinition.Argument;
import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The fields that rules of the source {@code k8s_audit} may use. */
final class Fields {
    private static final Map<String, UnaryOperator<String>> TRANSFORMERS = Map.of(
            "tolower", text -> text.toLowerCase(Locale.ROOT),
            "toupper", text -> text.toUpperCase(Locale.ROOT),
            "b64", Fields::decoded,
            "basename", text -> text.substring(text.lastIndexOf('/') + 1));

    private final String base;
    private final Map<String, FieldDefinition> definitions = new HashMap<>();

    /**
     * The fields of audit events.
     *
     * @param base where the audit event stands in the document: empty, or a path that ends in a dot
     */
    Fields(String base) {
        this.base = base;
        definitions.putAll(AuditFields.of(base));
        definitions.putAll(JsonFields.of(base));
    }

    /**
     * A field that a rule uses.
     *
     * @param projection its values
     * @param list whether it may have several, so that only list operators fit
     */
    record Used(Projection projection, boolean list) {}

    /** What this field means. */
    Used use(Expression.Field field, int line) throws RuleException {
        FieldDefinition definition = definition(field, line);
        String argument = argument(field, definition, line);
        boolean list = definition.list() && argument.isEmpty();
        UnaryOperator<String> transformer = transformer(field, line);
        String name = field.text();
        Projection projection = field.transformers().isEmpty()
                ? new FieldProjection(
                        name, definition.paths(), trees -> definition.reader().read(trees, argument))
                : new FieldProjection(
                        name,
                        definition.paths(),
                        trees -> definition.reader().read(trees, argument).stream()
                                .map(transformer)
                                .toList());
        return new Used(projection, list);
    }

    /** Whether this field tells the stage of a request. */
    boolean isStage(Expression.Field field) {
        return field.name().equals("ka.stage")
                || (field.name().equals("jevt.value")
                        && field.argument().filter("/stage"::equals).isPresent());
    }

    private FieldDefinition definition(Expression.Field field, int line) throws RuleException {
        if (field.name().equals("jevt.value")) {
            return JsonFields.value(base, field.argument().orElse(""));
        }
        FieldDefinition definition = definitions.get(field.name());
        if (definition == null) {
            throw new RuleException(
                    RejectionCode.UNKNOWN_FIELD,
                    line,
                    "the field '" + field.name() + "' is not known for events of the source k8s_audit");
        }
        return definition;
    }

    private static String argument(Expression.Field field, FieldDefinition definition, int line) throws RuleException {
        String written = field.argument().orElse("");
        boolean fits = switch (definition.argument()) {
            case NONE -> field.argument().isEmpty();
            case INDEX -> field.argument().isEmpty() || written.matches("[0-9]{1,6}");
            case KEY -> !written.isEmpty();
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

    private static UnaryOperator<String> transformer(Expression.Field field, int line) throws RuleException {
        UnaryOperator<String> all = UnaryOperator.identity();
        for (String name : field.transformers().reversed()) {
            UnaryOperator<String> one = TRANSFORMERS.get(name);
            if (one == null) {
                throw new RuleException(
                        RejectionCode.UNSUPPORTED,
                        line,
                        "the transformer '" + name + "' is none of "
                                + List.copyOf(new java.util.TreeSet<>(TRANSFORMERS.keySet())));
            }
            UnaryOperator<String> inner = all;
            all = text -> one.apply(inner.apply(text));
        }
        return all;
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }
}
