// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The searches of {@code docs/searches.md}, as they stand there. */
final class Searches {
    /** A comment with name and conditions, then a fence with one curl command. */
    private static final Pattern SEARCH = Pattern.compile(
            "<!-- search: (\\S+) \\| ([^\\n]*) -->\\n```sh\\ncurl \"\\$ES(/[^\"]*)\"[^\\n]*-d '(\\{.*?\\n\\})'\\n```",
            Pattern.DOTALL);

    private static final Pattern CONDITION = Pattern.compile("(/\\S+) (>=|==) (\\d+)");

    private Searches() {}

    /**
     * One search.
     *
     * @param name its name in the comment
     * @param conditions what the answer must hold
     * @param path path and query of the request
     * @param body body of the request, with the page's variables in it
     */
    record Search(String name, List<Condition> conditions, String path, String body) {
        /** The body with variables filled in, as a shell would. */
        String bodyWith(Map<String, String> variables) {
            String filled = body;
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                filled = filled.replace("'$" + variable.getKey() + "'", variable.getValue());
            }
            if (filled.contains("'")) {
                throw new AssertionError(
                        "the search " + name + " has an unknown variable or a stray quote:\n" + filled);
            }
            return filled;
        }
    }

    /**
     * How much an answer must hold.
     *
     * @param pointer a number, or a list whose length counts
     * @param exactly exactly as many, or at least
     * @param number how many
     */
    record Condition(String pointer, boolean exactly, long number) {}

    static List<Search> ofPage(Path page) throws IOException {
        Matcher matcher = SEARCH.matcher(Files.readString(page));
        List<Search> searches = new ArrayList<>();
        while (matcher.find()) {
            searches.add(
                    new Search(matcher.group(1), conditions(matcher.group(2)), matcher.group(3), matcher.group(4)));
        }
        return searches;
    }

    private static List<Condition> conditions(String text) {
        List<Condition> conditions = new ArrayList<>();
        for (String one : text.split(" \\| ", -1)) {
            Matcher matcher = CONDITION.matcher(one);
            if (!matcher.matches()) {
                throw new AssertionError("'" + one + "' is no condition such as /hits/total/value >= 1");
            }
            conditions.add(
                    new Condition(matcher.group(1), matcher.group(2).equals("=="), Long.parseLong(matcher.group(3))));
        }
        return conditions;
    }
}
