// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import io.fairlead.enrich.ecs.PercentCoding;
import java.util.ArrayList;
import java.util.List;

/**
 * A request's URI in its parts.
 *
 * @param path everything before the question mark
 * @param query everything behind it; empty when there is none
 */
record RequestUri(String path, String query) {
    private static final int MOST_ARGUMENTS = 1_000;

    static RequestUri of(String uri) {
        int question = uri.indexOf('?');
        return question < 0
                ? new RequestUri(uri, "")
                : new RequestUri(uri.substring(0, question), uri.substring(question + 1));
    }

    /** The decoded values of a parameter in their order, at most 1,000. */
    List<String> parameter(String name) {
        List<String> values = new ArrayList<>();
        int start = 0;
        while (start < query.length() && values.size() < MOST_ARGUMENTS) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', start);
            if (equals >= 0
                    && equals < end
                    && PercentCoding.decode(query.substring(start, equals)).equals(name)) {
                values.add(PercentCoding.decode(query.substring(equals + 1, end)));
            }
            start = end + 1;
        }
        return values;
    }
}
