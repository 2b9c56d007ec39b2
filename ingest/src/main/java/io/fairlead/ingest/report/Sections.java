// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.fairlead.ingest.report.Section.Cut;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the sections of a JSON report in one pass; holds where they stand and none of what they say. */
final class Sections {
    /** Lists of other things, above this length in bytes, are left out of pieces. */
    static final long MOST_OTHER_LIST = 1024 * 1024;

    private static final int MOST_SECTIONS = 3_000_000;
    private static final int SMALLEST_CUT = 16 * 1024;

    private final JsonParser parser;
    private final Set<String> lists;
    private int sections;

    private Sections(JsonParser parser, Set<String> lists) {
        this.parser = parser;
        this.lists = lists;
    }

    /** The report as a section; a failure when it is not one JSON value, or has more sections than a bound. */
    static Section of(InputStream in, Set<String> lists, int deepest) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Math.min(deepest, 200))
                        .build())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // what was read once is copied from afterwards
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build();
        try (JsonParser parser = factory.createParser(in)) {
            JsonToken first = parser.nextToken();
            if (first == null || !first.isStructStart()) {
                throw new JsonParseException(parser, "no report");
            }
            Sections sections = new Sections(parser, lists);
            Section report = new Section(parser.currentTokenLocation().getByteOffset());
            if (first == JsonToken.START_ARRAY) {
                sections.members(report);
            } else {
                sections.within(report, "");
            }
            report.ends(parser.currentLocation().getByteOffset());
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "more than one value");
            }
            return report;
        }
    }

    /** Goes over the value at the current token and adds the lists in it to the section that it is part of. */
    private void within(Section section, String name) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                parser.nextToken();
                within(section, key);
            }
        } else if (token == JsonToken.START_ARRAY && lists.contains(name)) {
            members(section);
        } else if (token == JsonToken.START_ARRAY) {
            other(section);
        }
    }

    private void members(Section section) throws IOException {
        long from = parser.currentLocation().getByteOffset();
        List<Section> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (++sections > MOST_SECTIONS) {
                throw new StreamConstraintsException("more than " + MOST_SECTIONS + " findings");
            }
            Section member = new Section(parser.currentTokenLocation().getByteOffset());
            within(member, "");
            parser.finishToken();
            member.ends(parser.currentLocation().getByteOffset());
            if (member.length() < SMALLEST_CUT) {
                member.close();
            }
            members.add(member);
        }
        section.add(new Cut(from, parser.currentTokenLocation().getByteOffset(), List.copyOf(members)));
    }

    private void other(Section section) throws IOException {
        long from = parser.currentLocation().getByteOffset();
        Section inner = new Section(from);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            within(inner, "");
        }
        long to = parser.currentTokenLocation().getByteOffset();
        if (inner.isWhole() && to - from > MOST_OTHER_LIST) {
            section.add(new Cut(from, to, List.of()));
        }
        inner.cuts().forEach(section::add);
    }
}
