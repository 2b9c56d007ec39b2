// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a regular expression becomes when its counted repetitions are written out, before an engine is asked to do so:
 * {@code ((a{900}){900}){900}} is short and fills any memory.
 */
public final class RegexSize {
    /** More pieces than this are refused. */
    public static final int MOST_PIECES = 50_000;

    /** Groups within groups; engines go down by recursion. */
    private static final int DEEPEST = 500;

    private RegexSize() {}

    /** Whether an engine can take it. Says nothing about its syntax. */
    public static boolean isBounded(String regex) {
        Deque<Long> outer = new ArrayDeque<>();
        long group = 0;
        long last = 0;
        int i = 0;
        while (i < regex.length()) {
            char c = regex.charAt(i);
            int next = i + 1;
            switch (c) {
                case '\\' -> {
                    last = 1;
                    next = i + 2;
                }
                case '[' -> {
                    last = 1;
                    next = classEnd(regex, i);
                }
                case '(' -> {
                    if (outer.size() >= DEEPEST) {
                        return false;
                    }
                    outer.push(group);
                    group = 0;
                    last = 0;
                }
                case ')' -> {
                    last = group + 1;
                    group = outer.isEmpty() ? 0 : outer.pop();
                }
                case '{' -> {
                    long times = times(regex, i);
                    group -= last;
                    last *= Math.max(1, times);
                }
                default -> last = 1;
            }
            if (c != '(') {
                group += c == '{' || c == ')' ? last : 1;
            }
            if (group > MOST_PIECES) {
                return false;
            }
            i = next;
        }
        return true;
    }

    /** The greater number in {@code {n,m}}; 0 when there is none. */
    private static long times(String regex, int open) {
        long most = 0;
        long number = 0;
        for (int i = open + 1; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c >= '0' && c <= '9') {
                number = Math.min(number * 10 + (c - '0'), MOST_PIECES);
                most = Math.max(most, number);
            } else if (c == ',') {
                number = 0;
            } else {
                return c == '}' ? most : 0;
            }
        }
        return 0;
    }

    /** Behind the class that opens here; a bracket right after the opening one is a member. */
    private static int classEnd(String regex, int open) {
        int i = open + 1;
        if (i < regex.length() && regex.charAt(i) == '^') {
            i++;
        }
        for (int first = i; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[' && i + 1 < regex.length() && regex.charAt(i + 1) == ':') {
                int end = regex.indexOf(":]", i + 2);
                i = end < 0 ? i : end + 1;
            } else if (c == ']' && i > first) {
                return i + 1;
            }
        }
        return regex.length();
    }
}
