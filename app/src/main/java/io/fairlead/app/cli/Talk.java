// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The two voices of a command: words for people on standard error, and nothing but machine-readable lines on standard
 * output.
 */
public final class Talk {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintWriter results;
    private final PrintWriter words;

    public Talk(PrintWriter results, PrintWriter words) {
        this.results = results;
        this.words = words;
    }

    static Talk of(CommandSpec command) {
        return new Talk(command.commandLine().getOut(), command.commandLine().getErr());
    }

    /** A line for people. */
    public synchronized void say(String line) {
        words.println(line);
        words.flush();
    }

    /** A result that somebody may wait for: one value as one line of JSON, written at once. */
    public synchronized void result(Object value) {
        line(json(value));
        results.flush();
    }

    /** One of many results, JSON already; written when the buffer is full or the command ends. */
    public synchronized void line(String json) {
        results.print(json);
        results.print('\n');
    }

    /** The value as JSON without line breaks. */
    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
