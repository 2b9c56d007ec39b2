// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Parameters of a request's address. */
final class RequestParameters {
    private static final int MOST = 1_000;

    private RequestParameters() {}

    /** The first value of this parameter, decoded; none when it is not there. */
    static List<String> of(String uri, String key) {
        int question = uri.indexOf('?');
        if (question < 0) {
            return List.of();
        }
        for (String pair : uri.substring(question + 1).split("&", MOST)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (decoded(name).equals(key)) {
                return List.of(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return List.of();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
