// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;

/** What the name of a field of JSON tells of what stands in it, where the words of {@link SecretNames} do not. */
final class ToldByName {
    private static final String[] NAMES = {"name", "key", "Name", "Key", "field", "parameterName"};

    private ToldByName() {}

    static boolean isEnvironment(String name) {
        if (name.isEmpty() || name.charAt(0) != 'e' && name.charAt(0) != 'E') {
            return false;
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "env",
                    "envs",
                    "envvars",
                    "environment",
                    "extraenv",
                    "extraenvs",
                    "extraenvvars",
                    "environmentvariables" -> true;
            default -> false;
        };
    }

    /** A field that holds the secret itself in an object named for it, not where it is kept. */
    static boolean isPlain(String name) {
        return switch (name) {
            case "value", "Value", "plaintext", "plainText", "raw", "text" -> true;
            default -> false;
        };
    }

    static boolean isSecretVariable(ObjectNode object) {
        for (String names : NAMES) {
            if (object.get(names) instanceof TextNode name && SecretNames.variable(name.textValue())) {
                return true;
            }
        }
        return false;
    }

    static boolean isValue(String name) {
        return switch (name) {
            case "value", "Value", "parameterValue", "old", "new", "oldValue", "newValue" -> true;
            default -> false;
        };
    }

    /** The parts of a JSON Web Key (RFC 7518, 6) that are secret. */
    static boolean isKeyPart(String name) {
        return switch (name) {
            case "d", "p", "q", "dp", "dq", "qi", "k" -> true;
            default -> false;
        };
    }

    static boolean isData(String key) {
        return key.equals("data") || key.equals("stringData") || key.equals("binaryData");
    }
}
