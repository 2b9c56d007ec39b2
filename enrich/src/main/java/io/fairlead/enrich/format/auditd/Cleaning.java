// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.redact.Commands;
import io.fairlead.enrich.redact.SecretKind;
import io.fairlead.enrich.redact.SecretNames;
import java.util.List;
import java.util.Map;

/** Takes secrets out of what an event says, after hexadecimal values were decoded; the lines themselves included. */
final class Cleaning {
    private final FormatContext context;

    Cleaning(FormatContext context) {
        this.context = context;
    }

    String text(String value) {
        return context.redactor().texts().redact(value, context.redactions());
    }

    /** A value, which its key may tell to be secret. */
    String value(String key, String value) {
        return SecretNames.field(key) && !value.isEmpty() && !value.startsWith("[redacted:")
                ? context.redactions().replace(SecretKind.PASSWORD, value)
                : text(value);
    }

    /** Every argument, as the program and the words before it tell what it means. */
    List<String> arguments(List<String> arguments) {
        return Commands.redact(arguments, context.redactor().texts(), context.redactions());
    }

    /** The record's line as it was written, but for values that hold secrets. */
    String line(AuditRecord record, String line, List<String> arguments, List<String> clean) {
        String result = line;
        for (Map.Entry<String, String> written : record.written().entrySet()) {
            String key = written.getKey();
            boolean argument = record.type().equals("execve") && Decoding.isArgument(key);
            String value = record.data().get(key);
            String redacted = value == null ? null : argument ? argument(key, value, arguments, clean) : text(value);
            if (value != null && redacted != null && !redacted.equals(value)) {
                result = result.replace(key + "=" + written.getValue(), key + "=\"" + redacted + "\"");
            }
        }
        return text(result);
    }

    private static String argument(String key, String value, List<String> arguments, List<String> clean) {
        int bracket = key.indexOf('[');
        int number = Integer.parseInt(key.substring(1, bracket < 0 ? key.length() : bracket));
        if (number >= arguments.size() || arguments.get(number).equals(clean.get(number))) {
            return value;
        }
        return bracket < 0 || key.endsWith("[0]") ? clean.get(number) : "[…]";
    }
}
