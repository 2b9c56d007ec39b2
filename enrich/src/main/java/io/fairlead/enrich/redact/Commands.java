// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands whose program and arguments stand apart: what an argument means, the program before it tells. */
public final class Commands {
    /** Names of a program's field and of the field of its arguments. */
    private static final String[][] PAIRS = {{"binary", "arguments"}, {"proc.name", "proc.args"}, {"exe", "args"}};

    private Commands() {}

    /** The arguments without secrets; the program is the first of them. */
    public static List<String> redact(List<String> arguments, TextRedactor texts, Redactions redactions) {
        CommandWords words = new CommandWords();
        List<String> clean = new ArrayList<>(arguments.size());
        for (String argument : arguments) {
            String word = words.redact(argument, redactions);
            clean.add(word.equals(argument) ? texts.redact(argument, redactions) : word);
        }
        return clean;
    }

    /** Takes secrets out of the arguments that stand beside their program in this object. */
    static void redact(ObjectNode object, Redactions redactions) {
        for (String[] pair : PAIRS) {
            if (object.get(pair[0]) instanceof TextNode program && object.get(pair[1]) instanceof TextNode arguments) {
                String name = program.textValue() + " ";
                String clean = CommandText.redact(name + arguments.textValue(), redactions);
                if (clean.startsWith(name) && !clean.endsWith(name + arguments.textValue())) {
                    object.put(pair[1], clean.substring(name.length()));
                }
            }
        }
    }

    /** Words of a command that goes on elsewhere. */
    static CommandWords begun(@Nullable JsonNode command) {
        CommandWords words = new CommandWords();
        if (command instanceof ArrayNode list) {
            for (JsonNode word : list) {
                int secret = words.secretFrom(word.asText());
                if (secret >= 0) {
                    return new CommandWords();
                }
            }
        }
        return words;
    }
}
