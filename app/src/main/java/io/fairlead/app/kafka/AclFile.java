// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Permissions on Kafka as a text: principal, operation, resource, pattern and name in each line, in Kafka's words, with
 * blanks between; {@code #} begins a comment. All of them allow; what no line allows is denied.
 */
public final class AclFile {
    private static final int COLUMNS = 5;

    private AclFile() {}

    /**
     * Reads the permissions.
     *
     * @throws IllegalArgumentException when a line is none; the message says which and what is expected
     */
    public static List<AclBinding> read(Path file) throws IOException {
        List<AclBinding> bindings = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            String text = line.replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                bindings.add(binding(text.split("\\s+"), file + ":" + number));
            }
        }
        return bindings;
    }

    private static AclBinding binding(String[] words, String where) {
        if (words.length != COLUMNS) {
            throw new IllegalArgumentException(
                    where + ": takes principal, operation, resource, pattern and name, not " + words.length + " words");
        }
        AclOperation operation = AclOperation.fromString(upper(words[1]));
        ResourceType resource = ResourceType.fromString(upper(words[2]));
        PatternType pattern = PatternType.fromString(upper(words[3]));
        if (operation.isUnknown() || resource.isUnknown() || !pattern.isSpecific()) {
            throw new IllegalArgumentException(where + ": Kafka knows no "
                    + (operation.isUnknown()
                            ? "operation " + words[1]
                            : resource.isUnknown() ? "resource " + words[2] : "pattern " + words[3]));
        }
        return new AclBinding(
                new ResourcePattern(resource, words[4], pattern),
                new AccessControlEntry("User:" + words[0], "*", operation, AclPermissionType.ALLOW));
    }

    private static String upper(String word) {
        return word.replaceAll("([a-z])([A-Z])", "$1_$2")
                .toUpperCase(Locale.ROOT)
                .replace('-', '_');
    }
}
