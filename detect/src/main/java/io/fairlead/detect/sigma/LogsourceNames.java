// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One entry of a mapping file: a log source, where it lands and what its names mean.
 *
 * @param logsource the log source; parts left out stand for any
 * @param exact whether a rule's must not name any other part
 * @param datasets datasets that carry it and that are fed
 * @param table names that are paths
 * @param projections names that are computed
 * @param auditRecords whether names of single audit records have a meaning in joined documents
 */
record LogsourceNames(
        Logsource logsource,
        boolean exact,
        Set<String> datasets,
        Optional<Condition> where,
        NameTable table,
        Map<String, Projection> projections,
        boolean auditRecords,
        String stageField,
        List<String> verbs,
        FieldValues values)
        implements FieldNames {
    private static final Set<String> KEYS = Set.of(
            "logsource",
            "exact",
            "datasets",
            "where",
            "prefix",
            "native",
            "dotless",
            "rest",
            "fields",
            "renamed",
            "audit-records",
            "stage",
            "verbs",
            "numbers",
            "one-of");

    /** Reads an entry; datasets that nothing feeds are left out. */
    static LogsourceNames read(Yaml.Mapping entry, Set<String> fed) throws RuleException {
        for (String key : entry.entries().keySet()) {
            if (!KEYS.contains(key)) {
                throw new RuleException(RejectionCode.BAD_VALUE, entry.lineOf(key), "unknown key '" + key + "'");
            }
        }
        NameTable table = NameTable.read(entry);
        Set<String> datasets = new LinkedHashSet<>(entry.texts("datasets"));
        datasets.retainAll(fed);
        return new LogsourceNames(
                logsource(entry),
                entry.text("exact").equals("true"),
                datasets,
                where(entry),
                table,
                RenamedValues.read(entry),
                entry.text("audit-records").equals("true"),
                entry.text("stage"),
                entry.texts("verbs"),
                values(entry, table));
    }

    /** The log source under the key {@code logsource}. */
    static Logsource logsource(Yaml.Mapping document) {
        return document.get("logsource").orElse(document) instanceof Yaml.Mapping parts && parts != document
                ? new Logsource(parts.text("product"), parts.text("category"), parts.text("service"))
                : Logsource.NONE;
    }

    /** Whether a rule of that log source speaks of this entry's logs. */
    boolean serves(Logsource wanted) {
        return agrees(logsource.product(), wanted.product())
                && agrees(logsource.category(), wanted.category())
                && agrees(logsource.service(), wanted.service());
    }

    @Override
    public List<String> of(String name) {
        return table.of(name);
    }

    @Override
    public Optional<Projection> projection(String name) {
        Optional<Projection> known = Optional.ofNullable(projections.get(name));
        return known.isEmpty() && auditRecords ? AuditRecords.of(name) : known;
    }

    @Override
    public Optional<ConnectVerbs> connectVerbs() {
        return verbs.size() == 2 ? Optional.of(new ConnectVerbs(verbs.getFirst(), verbs.getLast())) : Optional.empty();
    }

    private static Optional<Condition> where(Yaml.Mapping entry) throws RuleException {
        Optional<Yaml> where = entry.get("where");
        if (where.isEmpty()) {
            return Optional.empty();
        }
        SelectionCompiler compiler = new SelectionCompiler(FieldNames.AS_IS, new Placeholders(new ValueLists()));
        return Optional.of(compiler.compile(where.get()));
    }

    private static FieldValues values(Yaml.Mapping entry, NameTable table) {
        Set<String> numbers = entry.texts("numbers").stream()
                .flatMap(name -> table.of(name).stream())
                .collect(Collectors.toSet());
        Map<String, Set<String>> texts = new LinkedHashMap<>();
        if (entry.entries().get("one-of") instanceof Yaml.Mapping closed) {
            closed.entries()
                    .keySet()
                    .forEach(name -> table.of(name).forEach(field -> texts.put(field, Set.copyOf(closed.texts(name)))));
        }
        return new FieldValues(numbers, texts);
    }

    private boolean agrees(String entry, String wanted) {
        return (entry.isEmpty() && !exact) || entry.equalsIgnoreCase(wanted);
    }
}
