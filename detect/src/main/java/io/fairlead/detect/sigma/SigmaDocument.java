// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.yaml.Yaml;

/**
 * One document of a rule file.
 *
 * @param file path within the rule set
 * @param root the document
 * @param text its text, comments and all
 */
record SigmaDocument(String file, Yaml.Mapping root, String text) {
    int line() {
        return root.line();
    }
}
