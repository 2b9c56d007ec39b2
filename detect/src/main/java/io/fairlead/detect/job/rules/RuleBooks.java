// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import java.util.HashMap;
import java.util.Map;

/** The rule books of this process, one for each source, shared by whoever needs it and closed with the last of them. */
public final class RuleBooks {
    private static final Map<String, Shared> OPEN = new HashMap<>();

    private static final class Shared {
        private final RuleBook book;
        private int holders;

        Shared(RuleBook book) {
            this.book = book;
        }
    }

    private RuleBooks() {}

    /** A hold on a book; the book is closed with the last hold on it. */
    public static final class Hold implements AutoCloseable {
        private final String name;
        private final RuleBook book;
        private boolean released;

        private Hold(String name, RuleBook book) {
            this.name = name;
            this.book = book;
        }

        /** The book. */
        public RuleBook book() {
            return book;
        }

        @Override
        public void close() {
            if (!released) {
                released = true;
                release(name);
            }
        }
    }

    /**
     * Takes hold of the book of this source.
     *
     * @throws io.fairlead.detect.job.DetectException when its rules cannot be read
     */
    public static synchronized Hold open(RuleSource source) {
        String name = source.name();
        Shared shared = OPEN.get(name);
        if (shared == null) {
            shared = new Shared(new RuleBook(source));
            OPEN.put(name, shared);
        }
        shared.holders++;
        return new Hold(name, shared.book);
    }

    private static synchronized void release(String name) {
        Shared shared = OPEN.get(name);
        if (shared != null && --shared.holders == 0) {
            OPEN.remove(name);
            shared.book.close();
        }
    }
}
