// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.fairlead.ingest.report.Section.Cut;
import io.fairlead.ingest.split.ItemSink;
import io.fairlead.ingest.split.Limits;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Cuts one report into pieces that are reports themselves: each repeats everything around the lists and holds some of their
 * members, in their order, every member in one piece. A member that no piece can hold is rejected alone.
 */
final class ReportCutter {
    private static final int LONGEST_PIECE = 4 * 1024 * 1024;

    private final Spool spool;
    private final Limits limits;
    private final Set<String> lists;
    private final ItemSink sink;
    private final int most;
    private final Set<Section> chosen = new HashSet<>();
    private long size;

    ReportCutter(Spool spool, Limits limits, Set<String> lists, ItemSink sink) {
        this.spool = spool;
        this.limits = limits;
        this.lists = lists;
        this.sink = sink;
        this.most = Math.min(limits.maxBytes(), LONGEST_PIECE);
    }

    /** Gives the pieces; true when the report could be read. */
    boolean cut() throws IOException {
        Section report;
        try {
            report = Sections.of(spool.stream(), lists, limits.maxNesting());
        } catch (StreamConstraintsException bound) {
            sink.rejected(DeadLetterCode.LIMIT, "the report is nested too deep or has too many parts", spool.length());
            return false;
        } catch (JsonProcessingException broken) {
            sink.rejected(DeadLetterCode.PARSE, "a report that is cut must be one JSON value", spool.length());
            return false;
        }
        long frame = report.frame();
        if (frame > most / 2) {
            String message =
                    "what stands around the findings is " + frame + " bytes long; a piece may repeat " + most / 2;
            sink.rejected(DeadLetterCode.LIMIT, message, spool.length());
            return false;
        }
        size = frame;
        choose(report, report, frame);
        give(report);
        return true;
    }

    private void choose(Section report, Section section, long frames) throws IOException {
        for (Cut cut : section.cuts()) {
            for (Section member : cut.members()) {
                boolean within = !member.isWhole() && frames + member.frame() <= most / 2;
                if (within) {
                    make(report, frames, member.frame());
                    choose(report, member, frames + member.frame());
                } else if (frames + member.length() + 1 > most) {
                    String message =
                            "a finding is " + member.length() + " bytes long, too long for a piece of its report";
                    sink.rejected(DeadLetterCode.LIMIT, message, member.length());
                } else {
                    make(report, frames, member.length() + 1);
                    chosen.add(member);
                }
            }
        }
    }

    /** Makes room for so many bytes more: gives the piece when they would not fit. */
    private void make(Section report, long frames, long more) throws IOException {
        if (size + more > most && !chosen.isEmpty()) {
            give(report);
            size = frames;
        }
        size += more;
    }

    private void give(Section report) throws IOException {
        if (!chosen.isEmpty()) {
            ByteArrayOutputStream piece = new ByteArrayOutputStream((int) Math.min(size, most) + 64);
            write(report, piece);
            sink.item(piece.toByteArray());
            chosen.clear();
        }
    }

    private void write(Section section, ByteArrayOutputStream piece) throws IOException {
        long at = section.from();
        for (Cut cut : section.cuts()) {
            piece.write(spool.bytes(at, cut.from()));
            boolean first = true;
            for (Section member : cut.members()) {
                if (holdsChosen(member)) {
                    if (!first) {
                        piece.write(',');
                    }
                    first = false;
                    if (chosen.contains(member)) {
                        piece.write(spool.bytes(member.from(), member.to()));
                    } else {
                        write(member, piece);
                    }
                }
            }
            at = cut.to();
        }
        piece.write(spool.bytes(at, section.to()));
    }

    private boolean holdsChosen(Section section) {
        return chosen.contains(section)
                || section.cuts().stream()
                        .flatMap(cut -> cut.members().stream())
                        .anyMatch(this::holdsChosen);
    }
}
